# One container, one volume: /data holds the database and the published files. Nothing is downloaded when it runs.
ARG BASE_IMAGE=python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS build
WORKDIR /build
RUN python3 -m venv /opt/storyfold
# The pinned packages first: they change less often than the program.
COPY requirements.txt ./
RUN /opt/storyfold/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY bot ./bot
RUN /opt/storyfold/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps . \
    # They are of no use in an image that nothing is installed into.
    && /opt/storyfold/bin/pip uninstall --yes --quiet setuptools pip

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="Storyfold" \
      org.opencontainers.image.description="One feed entry per event" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /opt/storyfold /opt/storyfold
# The configuration names ../seeds and ../data, so these three are neighbours here as they are in the source tree.
COPY config /config
COPY seeds /seeds
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin storyfold \
    && mkdir /data && chown storyfold:storyfold /data
ENV PATH=/opt/storyfold/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER storyfold
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4).close()"]
ENTRYPOINT ["storyfold"]
CMD ["run", "--config", "/config/storyfold.yaml", "--host", "0.0.0.0"]

"""Compile the kernel of the clusterer while the package is built, with a compiler that comes as a package: no other one is needed."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import sys_tags

SOURCES = Path("bot/clustering")
LIBRARY = SOURCES / "libkernel.so"
#: No fused operations and none of the machine that builds: every machine finds the same.
FLAGS = (
    "-O3",
    "-std=c11",
    "-Wall",
    "-Wextra",
    "-Werror",
    "-ffp-contract=off",
    "-fno-math-errno",
    "-fPIC",
    "-shared",
    "-s",
)


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds the library to the wheel. `CC` names another compiler than the packaged one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (given by hatchling)
        """Compile; the wheel is one for this kind of machine, and for every Python."""
        compiler = shlex.split(os.environ.get("CC", "")) or [sys.executable, "-m", "ziglang", "cc", "-mcpu=baseline"]
        command = [*compiler, *FLAGS, "-o", str(LIBRARY), *sorted(map(str, Path(self.root, SOURCES).glob("*.c")))]
        subprocess.run(command, cwd=self.root, check=True)  # noqa: S603 (whoever builds names the compiler)
        build_data["artifacts"].append(LIBRARY.as_posix())
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{next(sys_tags()).platform}"

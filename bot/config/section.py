"""What every mapping of a configuration file has in common."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """Base of every mapping in a configuration file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

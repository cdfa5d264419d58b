"""What every noun has in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Model(BaseModel):
    """A frozen noun; a field nobody declared is an error, since it is usually a typing mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


ID_PATTERN = r"^[A-Za-z][A-Za-z0-9_.\-]{0,39}$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

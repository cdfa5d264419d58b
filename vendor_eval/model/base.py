"""What every noun has in common."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, StringConstraints, WrapSerializer

from vendor_eval.findings import Finding


class Model(BaseModel):
    """A frozen noun; a field nobody declared is an error, since it is usually a typing mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    decimals_meant: ClassVar[frozenset[str] | None] = None
    """Of a file with amounts: the fields, besides percentages, that are none.

    In any other field 28.000 may be 28 or twenty-eight thousand. None: a file without amounts.
    """


ID_PATTERN = r"^[A-Za-z][A-Za-z0-9_.\-]{0,39}$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# A Finding in a file: ``subject`` is written only where there is one.
StoredFinding = Annotated[Finding, WrapSerializer(lambda finding, _: finding.as_dict())]

import hashlib
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Found:
    kind: str
    document: UUID
    other: UUID | None
    about: str  # tells two warnings of one kind about the same documents apart
    detail: dict[str, object]

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.other}:{self.about}".encode()).hexdigest()

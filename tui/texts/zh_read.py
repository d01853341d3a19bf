"""Why a file cannot be read, in Chinese: the words of the data model itself, so that they stand in one place."""

from data_model.read_errors import WORDS

READ: dict[str, str] = (
    {f"read.{code}": cause for code, (cause, _) in WORDS.items()}
    | {f"read.{code}.remedy": remedy for code, (_, remedy) in WORDS.items()}
    | {"genre.决算": "决算", "genre.政府预算": "政府预算", "genre.绩效自评": "绩效自评"}
)

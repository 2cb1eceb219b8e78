"""Phone numbers: read, masked, spoken, compared. Pure: no Django, no network, no clock."""

from answerback.numbers.masks import last_two, masked
from answerback.numbers.parsing import Kind, Number, NumberError, parse

__all__ = ["Kind", "Number", "NumberError", "last_two", "masked", "parse"]

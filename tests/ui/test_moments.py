from datetime import UTC, datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from answerback.ui.moments import Shape, spoken, time_element

AT = datetime(2026, 11, 22, 6, 3, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "shape", "said"),
    [
        ("en", Shape.FULL, "22 Nov 2026, 14:03"),
        ("en", Shape.DAY_TIME, "22 Nov, 14:03"),
        ("en", Shape.DATE, "22 Nov 2026"),
        ("en", Shape.TIME, "14:03"),
        ("en", Shape.SECONDS, "14:03:20"),
        ("zh-hans", Shape.FULL, "2026年11月22日 14:03"),
        ("zh-hans", Shape.DAY_TIME, "11月22日 14:03"),
        ("zh-hans", Shape.DATE, "2026年11月22日"),
    ],
)
def test_moment_is_said_in_the_readers_language_and_zone_with_24_hours(language, shape, said) -> None:
    with override(language), timezone.override("Asia/Shanghai"):
        assert spoken(AT, shape=shape) == said


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("en", "UTC", "06:03 UTC"),
        ("en", "America/St_Johns", "02:33 UTC−3:30"),
        ("en", "Australia/Perth", "14:03"),  # another name, the same time: nothing to explain
        ("zh-hans", "UTC", "06:03（UTC）"),
    ],
)
def test_moment_names_its_zone_only_when_it_differs_from_the_readers(language, zone, said) -> None:
    with override(language), timezone.override("Asia/Shanghai"):
        assert spoken(AT, zone=zone, shape=Shape.TIME) == said


def test_time_element_is_exact_for_machines() -> None:
    with override("en"), timezone.override("Asia/Shanghai"):
        assert time_element(AT, shape=Shape.TIME) == '<time datetime="2026-11-22T06:03:20Z">14:03</time>'

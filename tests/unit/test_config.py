"""Settings: values with reasons; where the key and the base URL come from."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.config import (
    SITES,
    Limits,
    Polling,
    Retry,
    Timeouts,
    resolve_base_url,
    resolve_key,
)
from runninghub_async.errors import ConfigError
from runninghub_async.tasks.schedule import next_try
from runninghub_async.transport.retry import wait_ceiling

KEY = "0123456789abcdef0123456789abcdef"
SETTINGS = [Timeouts, Retry, Limits, Polling]
FIELDS = [(kind, field) for kind in SETTINGS for field in msgspec.structs.fields(kind)]


# -- defaults ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Timeouts, {"connect": 10.0, "write": 30.0, "read": 60.0, "queue": None, "total": 120.0}),
        (Retry, {"attempts": 4, "first": 0.5, "ceiling": 20.0}),
        (
            Limits,
            {
                "connections": 64,
                "requests_per_second": None,
                "burst": 10,
                "slots": None,
                "uploads": 4,
                "downloads": 8,
                "largest_file": 8 * 1024**3,
                "idle": 4.0,
            },
        ),
        (
            Polling,
            {
                "first": 2.0,
                "ceiling": 120.0,
                "cost": 0.15,
                "tolerance": 5,
                "reported": 60.0,
                "deadline": 1800.0,
            },
        ),
    ],
)
def test_the_defaults_are_these(kind: type[msgspec.Struct], values: dict[str, Any]) -> None:
    assert msgspec.structs.asdict(kind()) == values


def test_four_attempts_wait_three_and_a_half_seconds_at_most() -> None:
    retry = Retry()
    assert sum(wait_ceiling(n, retry) for n in range(1, retry.attempts)) == 3.5


def test_an_outage_of_most_of_a_minute_is_waited_out_by_the_poller() -> None:
    polling = Polling()
    waits = [next_try(n, polling, 0.5) for n in range(1, polling.tolerance)]
    assert 50 < sum(waits) < 60


def test_a_connection_is_dropped_before_common_servers_close_it() -> None:
    assert Limits().idle < 5


def test_a_submit_has_the_time_that_official_clients_give_it_and_one_attempt_ends() -> None:
    assert Timeouts().read == 60
    assert (Timeouts().total or 0) >= 60


# -- values --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", SETTINGS)
def test_settings_are_frozen_equal_by_value_and_show_themselves(
    kind: type[msgspec.Struct],
) -> None:
    first = msgspec.structs.fields(kind)[0].name
    changed = kind(**{first: 7})
    assert kind() == kind()
    assert kind() != changed
    assert hash(kind()) == hash(kind())
    assert f"{first}=7" in repr(changed)
    assert eval(repr(changed), {kind.__name__: kind}) == changed
    with pytest.raises(AttributeError):
        setattr(changed, first, 8)
    with pytest.raises(TypeError):
        kind(7)


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda one: getattr(one, "name", ""))
@pytest.mark.parametrize(
    "bad", [0 - 1, -0.5, math.nan, math.inf, -math.inf, True, "5", [1], 10j, b"1"], ids=repr
)
def test_a_bad_value_is_refused_with_the_name_of_the_setting(
    kind: type[msgspec.Struct], field: msgspec.structs.FieldInfo, bad: object
) -> None:
    with pytest.raises(ConfigError) as caught:
        kind(**{field.name: bad})
    assert caught.value.setting == f"{kind.__name__}.{field.name}"
    assert str(caught.value).startswith(f"{kind.__name__}.{field.name}: {bad!r} is ")


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda one: getattr(one, "name", ""))
def test_none_is_taken_only_where_it_means_no_limit(
    kind: type[msgspec.Struct], field: msgspec.structs.FieldInfo
) -> None:
    optional = {
        *("connect", "write", "read", "queue", "total"),
        *("requests_per_second", "slots", "largest_file", "deadline"),
    }
    if field.name in optional:
        assert getattr(kind(**{field.name: None}), field.name) is None
    else:
        with pytest.raises(ConfigError, match=rf"{kind.__name__}\.{field.name}: None is not a "):
            kind(**{field.name: None})


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Retry, "attempts"),
        (Limits, "connections"),
        (Limits, "burst"),
        (Limits, "slots"),
        (Limits, "uploads"),
        (Limits, "downloads"),
        (Limits, "largest_file"),
        (Polling, "tolerance"),
    ],
)
def test_what_is_counted_is_whole_and_at_least_one(kind: type[msgspec.Struct], name: str) -> None:
    assert getattr(kind(**{name: 1}), name) == 1
    with pytest.raises(ConfigError, match=r"0 is below 1"):
        kind(**{name: 0})
    with pytest.raises(ConfigError, match=r"2\.5 is not a whole number"):
        kind(**{name: 2.5})


@pytest.mark.parametrize(("kind", "name"), [(Retry, "first"), (Retry, "ceiling"), (Limits, "idle")])
def test_zero_is_a_wait_like_any_other(kind: type[msgspec.Struct], name: str) -> None:
    assert getattr(kind(**{name: 0}), name) == 0


@given(value=st.floats() | st.integers(-(10**400), 10**400))
def test_any_number_becomes_a_setting_or_a_config_error(value: float) -> None:
    for kind in SETTINGS:
        for field in msgspec.structs.fields(kind):
            try:
                settings = kind(**{field.name: value})
            except ConfigError:
                continue
            assert getattr(settings, field.name) == value


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(TypeError):
        Limits(slotz=3)  # type: ignore[call-arg]


# -- the key -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argument", "environ", "key"),
    [
        (KEY, {}, KEY),
        (f"  {KEY}\n", {}, KEY),
        (KEY, {"RUNNINGHUB_API_KEY": "other", "RH_API_KEY": "third"}, KEY),
        (None, {"RUNNINGHUB_API_KEY": "first", "RH_API_KEY": "second"}, "first"),
        (None, {"RH_API_KEY": "second"}, "second"),
        (None, {"RUNNINGHUB_API_KEY": " ", "RH_API_KEY": " second "}, "second"),
    ],
)
def test_the_key_is_the_argument_else_the_first_variable_that_is_set(
    argument: str | None, environ: dict[str, str], key: str
) -> None:
    assert resolve_key(argument, environ) == key


def test_the_real_environment_is_asked_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUNNINGHUB_API_KEY", raising=False)
    monkeypatch.setenv("RH_API_KEY", KEY)
    assert resolve_key(None) == KEY


@pytest.mark.parametrize("environ", [{}, {"RH_API_KEY": ""}, {"RUNNINGHUB_API_KEY": " \n"}])
def test_a_missing_key_names_both_variables_and_the_emulator(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError) as caught:
        resolve_key(None, environ)
    assert caught.value.setting == "api_key"
    for part in ("RUNNINGHUB_API_KEY", "RH_API_KEY", "api_key=", "emulator needs none"):
        assert part in str(caught.value)


@pytest.mark.parametrize("bad", [f"{KEY} {KEY}", f"{KEY}\r\nX: 1", f"{KEY}\x00", f"{KEY}é", "ключ"])
def test_a_malformed_key_is_refused_and_not_shown(bad: str) -> None:
    with pytest.raises(ConfigError) as caught:
        resolve_key(bad, {})
    assert caught.value.setting == "api_key"
    assert KEY not in str(caught.value) + repr(caught.value)
    assert bad not in str(caught.value)


# -- the base URL --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argument", "site", "environ", "url"),
    [
        (None, "ai", {}, "https://www.runninghub.ai"),
        (None, "cn", {}, "https://www.runninghub.cn"),
        ("http://127.0.0.1:8787", "ai", {}, "http://127.0.0.1:8787"),
        ("http://127.0.0.1:8787/", "ai", {}, "http://127.0.0.1:8787"),
        ("http://127.0.0.1:8787/openapi/v2", "ai", {}, "http://127.0.0.1:8787"),
        ("http://127.0.0.1:8787/openapi/v2/", "ai", {}, "http://127.0.0.1:8787"),
        ("https://example.com/rh/openapi/v2", "ai", {}, "https://example.com/rh"),
        ("HTTPS://Example.com", "ai", {}, "https://Example.com"),
        ("http://[::1]:80", "ai", {}, "http://[::1]:80"),
        (" https://example.com ", "ai", {}, "https://example.com"),
        (
            "https://a.example",
            "ai",
            {"RUNNINGHUB_BASE_URL": "https://b.example"},
            "https://a.example",
        ),
        (
            None,
            "cn",
            {"RUNNINGHUB_BASE_URL": "https://b.example", "RH_API_BASE_URL": "https://c.example"},
            "https://b.example",
        ),
        (
            None,
            "ai",
            {"RUNNINGHUB_BASE_URL": "", "RH_API_BASE_URL": "https://c.example/openapi/v2"},
            "https://c.example",
        ),
    ],
)
def test_the_base_url_is_the_argument_else_the_environment_else_the_site(
    argument: str | None, site: str, environ: dict[str, str], url: str
) -> None:
    assert resolve_base_url(argument, site, environ) == url


@pytest.mark.parametrize(
    "bad",
    [
        *("example.com", "ftp://example.com", "http://", "https:///openapi/v2", "://x", "   "),
        *("http://:80", "http://example.com:port", "http://example.com:70000"),
        *("https://user:pass@example.com", "https://example.com?x=1", "https://example.com#x"),
        *("https://exa mple.com", "https://example.com/a\nb", f"ftp://u:{KEY}@example.com", KEY),
    ],
)
def test_a_bad_base_url_is_refused_and_not_shown(bad: str) -> None:
    with pytest.raises(ConfigError) as caught:
        resolve_base_url(bad, "ai", {})
    assert caught.value.setting == "base_url"
    assert KEY not in str(caught.value)
    assert "pass" not in str(caught.value)


def test_an_unknown_site_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"site: 'com' is not one of ai, cn"):
        resolve_base_url(None, "com", {})


def test_the_two_sites_keep_their_www() -> None:
    assert all(url.startswith("https://www.runninghub.") for url in SITES.values())


@pytest.mark.filterwarnings("ignore:base_url is plain http")
@given(st.text(max_size=40))
def test_any_text_is_a_base_url_or_a_config_error(text: str) -> None:
    try:
        url = resolve_base_url(text, "ai", {})
    except ConfigError:
        return
    assert url.startswith(("http://", "https://"))
    assert not url.endswith("/")
    assert resolve_base_url(url + "/openapi/v2/", "ai", {}) == url


@pytest.mark.parametrize("given", ["", "  ", 5, b"key"])
def test_an_empty_key_is_never_replaced_by_the_environments(given: Any) -> None:
    with pytest.raises(ConfigError, match="api_key"):
        resolve_key(given, {"RUNNINGHUB_API_KEY": "somebody-elses-key-0123456789"})

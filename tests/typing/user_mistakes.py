"""What the types must catch. Read by mypy and pyright, never executed.

Exactly the lines that end in the mark are errors, under each checker.
"""

from pathlib import Path
from typing import Any

from runninghub_async import RunningHub

URL = "https://example.com/cat.png"


async def calls(rh: RunningHub, text: str) -> None:
    q3 = rh.models.vidu.image_to_video_q3_pro
    await q3(prompt="p", image_url=URL, resolution="720p", duration=16)
    await q3(prompt="p", image_url=URL, resolution="721p")  # mistake: no such option
    await q3(prompt="p", image_url=URL, resolution=text)  # mistake: any text is no option
    await q3(prompt="p", image_url=URL, duration=17)  # mistake: no such option
    await q3(prompt="p", image_url=URL, duration="17")  # mistake: no such option
    await q3(prompt="p", image_url=URL, duration=5.0)  # mistake: wrong type
    await q3(prompt="p", image_url=URL, bgm=True)  # mistake: a parameter of another endpoint
    await q3(prompt="p", imageUrl=URL)  # mistake: the wire name
    await q3(prompt="p")  # mistake: image_url is missing
    await q3(image_url=URL)  # mistake: prompt is missing
    await q3("p", image_url=URL)  # mistake: positional
    await q3(prompt=5, image_url=URL)  # mistake: wrong type
    await q3(prompt=None, image_url=URL)  # mistake: required, so never None
    await q3(prompt="p", image_url=5)  # mistake: no media
    await q3(prompt="p", image_url=[URL])  # mistake: one image, no list
    await q3(prompt="p", image_url=URL, audio="true")  # mistake: this one takes a bool only
    await q3(prompt="p", image_url=URL, deadline=5.0)  # mistake: an option of the client


async def other_methods(rh: RunningHub) -> None:
    q2 = rh.models.vidu.image_to_video_q2_turbo
    q2.check(prompt="p", image_url=Path("cat.png"), duration="10")
    await q2.submit(prompt="p", image_url=URL, duration=11)  # mistake: no such option
    await q2.submit(prompt="p")  # mistake: image_url is missing
    q2.check(prompt="p", image_url=URL, resolution="2k")  # mistake: no such option
    q2.check(prompt="p", image_url=URL, audio=True)  # mistake: unknown parameter
    q2.estimate(prompt="p")  # mistake: image_url is missing
    await q2.price("p", image_url=URL)  # mistake: positional


async def lists(rh: RunningHub) -> None:
    q3 = rh.models.vidu.reference_to_video_q3
    await q3(prompt="p", image_urls=[Path("a.png"), b"png", URL], duration=5)
    await q3(prompt="p", image_urls=[1, 2])  # mistake: no media
    await q3(prompt="p", image_urls=[URL], duration="5")  # mistake: this one takes an int
    await q3(prompt="p", image_urls=[URL], audio="yes")  # mistake: no such option
    await q3(prompt="p", image_urls=None)  # mistake: required, so never None
    await q3(prompt="p", image_url=URL)  # mistake: the singular
    q2 = rh.models.vidu.reference_to_video_q2_pro
    await q2(prompt="p", video=URL)  # mistake: the singular
    q2.check(image_urls=[URL])  # mistake: prompt is missing


async def many(rh: RunningHub, loose: list[dict[str, Any]]) -> None:
    q2 = rh.models.vidu.start_end_to_video_q2_pro
    q2.map([{"prompt": "p", "first_image_url": URL, "last_image_url": URL}])
    q2.map([{"prompt": "p", "first_image_url": URL}])  # mistake: last_image_url is missing
    q2.map([{"prompt": "p", "first_image_url": 5, "last_image_url": URL}])  # mistake: no media
    q2.map({"prompt": "p", "first_image_url": URL, "last_image_url": URL})  # mistake: no list
    q2.map(loose)  # mistake: nobody knows what is in it
    q2.map([], workers=8)  # mistake: no such option


async def known_parts_of_open_endpoints(rh: RunningHub) -> None:
    reference = rh.models.pixverse_c1.reference_to_video
    await reference(prompt="p", anything=1)
    await reference(prompt=5, anything=1)  # mistake: wrong type
    await reference(anything=1)  # mistake: prompt is missing
    reference.check(prompt=5)  # mistake: wrong type
    await reference({"prompt": "p"})  # mistake: positional


async def keywords(rh: RunningHub) -> None:
    await rh.models.rhart_audio.extract_vocal(_3__file=URL)  # mistake: its keyword is file
    await rh.models.cinematic_video_generator(prompt="p", seed=1, fps=8)  # mistake: no such name


def registry(rh: RunningHub) -> None:
    rh.models.load(b"[]")  # mistake: a path, not the text


def show(value: object) -> None:
    """Use a value, so that no line is an error for being without effect."""


def names(rh: RunningHub) -> None:
    show(rh.models.vidu.text_to_video)
    show(rh.models.vidu.text_to_vide)  # mistake: no such endpoint
    show(rh.models.vidoo)  # mistake: no such namespace
    show(rh.models.text_to_video)  # mistake: an endpoint has a namespace
    show(rh.models.search("cat", kind="movie"))  # mistake: no such kind


async def the_platform(rh: RunningHub) -> None:
    await rh.workflows.run("1950000000000000001", retain_secs=60)  # mistake: no such option
    await rh.workflows.run("1950000000000000001", via="v1")  # mistake: no such way
    await rh.workflows.run("1", {6: "x"})  # mistake: names are text
    await rh.workflows.run("1", [("6.text", "x")])  # mistake: a mapping
    await rh.workflows.run("1", instance_type="Plus")  # mistake: lower case
    await rh.workflows.run(1.5)  # mistake: an id is no float
    await rh.apps.run("1960000000000000001", retain_seconds="60")  # mistake: a number
    rh.map([], journals="run.journal")  # mistake: no such option
    rh.map([], on_cancel="stop")  # mistake: no such word
    rh.resume("run.journal", budget=None)  # mistake: resuming pays for nothing

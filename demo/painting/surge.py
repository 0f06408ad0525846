"""The film: how the surge reached Lisky, as a map on which the water rises. Sixteen seconds, no sound."""

from .canvas import Canvas, blur, rgb
from PIL import Image, ImageDraw, ImageFont
import math
import numpy as np

W, H, RATE, SECONDS = 1280, 720, 15, 16


def course(t):
    return 1200 - 920 * t + 56 * math.sin(t * 7), 60 + 430 * t + 60 * math.sin(t * 9 + 1)


def ground():
    """The land, and how high each point of it lies above the river beside it."""
    c = Canvas(801, W, H)
    c.sky([(0, "#e8dfc8"), (H, "#dccfb2")])
    terrain = c.noise(200, 6)
    dy, dx = np.gradient(blur(terrain, 2))
    c.img *= (0.9 + 0.2 * np.clip(0.5 + (dx - dy) * 46, 0, 1))[:, :, None]
    c.over(np.clip((terrain - 0.5) * 2, 0, 1), "#b9b49a", 0.35)
    near = np.full((H, W), 1e9, np.float32)
    along = np.zeros((H, W), np.float32)
    for t in np.linspace(-0.15, 1.03, 180):
        x, y = course(t)
        d = np.hypot(c.xx - x, c.yy - y) - 8 - 30 * max(0.0, t) ** 2
        along = np.where(d < near, t, along)
        near = np.minimum(near, d)
    coast = 366 + 0.001 * c.xx**2 + 14 * np.sin(c.xx / 40)
    sea = (c.yy > coast) & (c.xx < 330 + 26 * np.sin(c.yy / 30))
    height = near / 95 + (terrain - 0.5) * 0.9
    town = c.ink()
    for cx, cy, n, spread in ((500, 430, 380, (66, 46)), (796, 268, 36, (20, 13)), (1010, 175, 22, (17, 12)), (250, 385, 14, (16, 10))):
        for _ in range(n):
            x, y, s = c.rng.normal(cx, spread[0]), c.rng.normal(cy, spread[1]), c.rng.uniform(3, 7)
            town.rect(x, y, x + s, y + s)
    c.over(town.mask(), "#5b4a40", 0.85)
    river = np.clip((6 - near) / 4, 0, 1)
    return c, np.maximum(river, blur(sea.astype(np.float32), 1.5)), height, along, sea


def level(t, clock):
    """The height of the water at a point of the river: a wave that runs upstream and is higher where the valley is narrow."""
    arrival = 0.16 + 0.5 * (0.86 - t)
    rise = 1 / (1 + np.exp(-(clock - arrival) * 17))
    fall = 1 / (1 + np.exp(-(clock - arrival - 0.42) * 9))
    return (rise - 0.62 * fall) * (0.62 + 0.75 * np.exp(-(((t - 0.42) / 0.17) ** 2)))


def frames():
    """Every frame of the film as bytes."""
    c, wet, height, along, sea = ground()
    base = c.img.copy()
    face = {size: ImageFont.load_default(size) for size in (20, 24, 34)}
    rough = c.noise(70, 5) - 0.5
    gauges = [(t, *course(t)) for t in (0.02, 0.16, 0.3, 0.43, 0.56, 0.7)]
    total = RATE * SECONDS
    lisky = [float(level(0.43, i / total)) for i in range(total)]
    vignette = 1 - 0.25 * np.clip(((c.xx / W - 0.5) ** 2 + (c.yy / H - 0.5) ** 2) * 2 - 0.15, 0, 1)
    for i in range(total):
        clock = i / total
        stand = level(along, clock)
        c.img = base.copy()
        depth = stand - height + rough * 0.25
        for threshold, colour, strength in ((0.0, "#8fbac4", 0.62), (0.28, "#5b98ad", 0.66), (0.6, "#337a97", 0.7)):
            c.over(np.clip((depth - threshold) * 16, 0, 1) * ~sea, colour, strength)
        shine = 0.06 * np.sin(c.xx / 17 + c.yy / 23 - i * 0.5)
        c.over(wet, rgb("#1b4f6a"))
        c.img += (shine * wet * 0.35)[:, :, None]
        image = Image.fromarray((np.clip(c.img * vignette[:, :, None], 0, 1) * 255).astype(np.uint8))
        draw = ImageDraw.Draw(image, "RGBA")
        for t, x, y in gauges:
            high = float(level(t, clock))
            draw.ellipse([x - 12, y - 12, x + 12, y + 12], fill=(247, 239, 220, 255))
            tint = (184, 64, 44) if high > 0.55 else (200, 140, 50) if high > 0.25 else (70, 110, 80)
            draw.ellipse([x - 7, y - 7, x + 7, y + 7], fill=(*tint, 255))
        for x, y, size, word in ((646, 440, 34, "VELMOR"), (850, 262, 24, "Lisky"), (1000, 225, 24, "Upper Ford"), (196, 336, 20, "Stone Quay")):
            draw.text((x, y), word, fill=(51, 41, 31, 255), font=face[size])
        draw.rounded_rectangle([760, 520, 1244, 690], 10, fill=(243, 234, 213, 235))
        hours = clock * 12
        draw.text((784, 536), f"{int(18 + hours) % 24:02}:{int(hours % 1 * 60) // 10 * 10:02}", fill=(51, 41, 31, 255), font=face[34])
        draw.text((1220, 544), "Water level at Lisky", fill=(92, 78, 62, 255), font=face[20], anchor="ra")
        points = [(784 + 436 * k / total, 668 - 74 * v) for k, v in enumerate(lisky[: i + 1])]
        draw.line([(784, 668), (1220, 668)], fill=(120, 104, 84, 255), width=1)
        if len(points) > 1:
            draw.polygon([*points, (points[-1][0], 668), (784, 668)], fill=(51, 122, 151, 90))
            draw.line(points, fill=(27, 79, 106, 255), width=4)
        yield image.tobytes()

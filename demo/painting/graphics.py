"""Maps and charts, on the same paper."""

from .canvas import OVER, Canvas, blur
from PIL import Image, ImageDraw, ImageFont
import math
import numpy as np


def lettering(c, words, colour):
    """Words `(x, y, size, text, anchor)` in Pillow's own face, so that no font has to be installed."""
    sheet = Image.new("L", (c.w * OVER, c.h * OVER), 0)
    draw = ImageDraw.Draw(sheet)
    for x, y, size, text, anchor in words:
        draw.text((x * OVER, y * OVER), text, fill=255, font=ImageFont.load_default(size * OVER), anchor=anchor)
    c.over(np.asarray(sheet.resize((c.w, c.h), Image.BOX), np.float32) / 255, colour)


def map_estuary():
    c = Canvas(501)
    c.sky([(0, "#e8dfc8"), (1067, "#dccfb2")])
    terrain = c.noise(260, 6)
    slope_y, slope_x = np.gradient(blur(terrain, 2))
    relief = np.clip(0.5 + (slope_x - slope_y) * 46, 0, 1)
    c.img *= (0.9 + 0.2 * relief)[:, :, None]
    c.over(np.clip((terrain - 0.5) * 2, 0, 1), "#b9b48a", 0.35)
    contour = np.abs(((blur(terrain, 3) * 14) % 1) - 0.5)
    c.shade(np.clip(0.06 - contour, 0, 1) * 8, 0.22)
    def course(t):
        return 1500 - 1150 * t + 70 * math.sin(t * 7), 120 + 640 * t + 90 * math.sin(t * 9 + 1)
    line = [course(t) for t in np.linspace(-0.25, 1.08, 480)]
    for width, colour, strength in ((330, "#9fc0c6", 0.55), (230, "#6fa3b2", 0.6), (140, "#3f7f98", 0.65)):
        flood = c.ink()
        for i, (x, y) in enumerate(line):
            t = i / 479
            flood.oval(x, y, width * (0.25 + 0.9 * t) * 0.5)
        flood.poly([(0, 560), (330, 600), (470, 760), (520, 1067), (0, 1067)])
        m = blur(flood.mask(), 10)
        m = np.clip((m + (c.noise(90, 5) - 0.5) * 0.7 - 0.42) * 7, 0, 1)
        c.over(m, colour, strength)
        edge = np.clip(m - np.roll(m, 2, 0), 0, 1)
        c.over(edge, "#2b6079", 0.35)
    sea = c.ink()
    coast = [(0, 620)] + [(x, 640 + 0.0009 * x * x + 22 * math.sin(x / 60)) for x in range(0, 420, 12)]
    sea.poly(coast + [(440, 860), (400, 960), (470, 1067), (0, 1067)])
    river = c.ink()
    for i, (x, y) in enumerate(line):
        river.oval(x, y, 9 + 40 * (i / 479) ** 2.2)
    wet = np.clip(sea.mask() + river.mask(), 0, 1)
    c.layer(wet, "#1f5570", "#123c54", 100, 1067, texture=0.06)
    for k in range(1, 5):
        ring = blur(sea.mask(), 8 * k)
        c.light(np.clip(0.03 - np.abs(ring - 0.72), 0, 1) * 26 * sea.mask(), "#9cc7d6", 0.16)
    city = c.ink()
    for _ in range(420):
        x, y = c.rng.normal(600, 74), c.rng.normal(640, 58)
        s = c.rng.uniform(4, 10)
        city.rect(x, y, x + s, y + s * c.rng.uniform(0.6, 1.3))
    for cx, cy, n in ((958, 452, 34), (1260, 250, 22), (330, 560, 14)):
        for _ in range(n):
            x, y = c.rng.normal(cx, 22), c.rng.normal(cy, 16)
            city.rect(x, y, x + 6, y + 5)
    c.over(city.mask() * (1 - wet), "#5b4a40", 0.85)
    roads = c.ink()
    for pts in ([(600, 640), (800, 720), (1100, 760), (1620, 700)], [(600, 640), (720, 470), (900, 330), (1180, 120), (1240, -20)], [(600, 640), (640, 900), (760, 1080)]):
        roads.line(pts, 3)
    c.over(roads.mask() * (1 - wet), "#8d6a4a", 0.8)
    gauges = [course(t) for t in (-0.02, 0.08, 0.17, 0.26, 0.35, 0.44, 0.53, 0.62, 0.71)] + [(250, 760), (130, 850), (300, 930)]
    halo, dot = c.ink(), c.ink()
    for x, y in gauges:
        halo.oval(x, y, 15)
        dot.oval(x, y, 8)
    c.over(halo.mask(), "#f7efdc", 1)
    c.over(dot.mask(), "#b8402c", 1)
    lettering(c, [(712, 770, 40, "VELMOR", "lm"), (1020, 500, 27, "Lisky", "lm"), (1290, 345, 27, "Upper Ford", "mm"), (352, 530, 25, "Stone Quay", "mm")], "#33291f")
    lettering(c, [(150, 985, 34, "The estuary", "mm")], "#cfe4ea")
    key = c.ink().rect(1180, 880, 1540, 1010)
    c.over(key.mask(), "#f3ead5", 0.92)
    c.over(c.ink().oval(1216, 916, 9).mask(), "#b8402c", 1)
    for i, col in enumerate(("#9fc0c6", "#6fa3b2", "#3f7f98")):
        c.over(c.ink().rect(1204 + i * 44, 954, 1244 + i * 44, 978).mask(), col, 1)
    lettering(c, [(1244, 916, 24, "Gauge", "lm"), (1352, 966, 24, "Water depth", "lm")], "#33291f")
    return c.finish(0.1, 1.06, vignette=0.25)


def chart_prices():
    c = Canvas(511)
    c.sky([(0, "#17303a"), (1067, "#0f222b")])
    c.over(c.noise(300, 5), "#20424c", 0.4)
    grid = c.ink()
    for y in range(180, 941, 152):
        grid.line([(150, y), (1480, y)], 1)
    c.over(grid.mask(), "#7fa3a8", 0.4)
    n = 60
    def series(start, drift, rough, bump):
        v, out = start, []
        for i in range(n):
            v += drift + c.rng.normal(0, rough)
            out.append(v + bump * math.exp(-(((i - 39) / 5.5) ** 2)))
        return out
    px = lambda i: 150 + 1330 * i / (n - 1)
    for vals, col, w, fill in ((series(300, 1.2, 5, 30), "#7fb2ad", 4, 0.1), (series(230, 2.6, 6, 80), "#d8b25a", 5, 0.14), (series(150, 4.2, 7, 260), "#e07a4a", 7, 0.26)):
        pts = [(px(i), 940 - v) for i, v in enumerate(vals)]
        area = c.ink().poly(pts + [(1480, 940), (150, 940)]).mask()
        c.light(area * np.clip((1000 - c.yy) / 700, 0, 1), col, fill)
        line = c.ink().line(pts, w)
        c.light(blur(line.mask(), 10), col, 0.6)
        c.over(line.mask(), col, 1)
        c.over(c.ink().oval(*pts[-1], 11).mask(), "#fff4de", 1)
        c.over(c.ink().oval(*pts[-1], 6).mask(), col, 1)
    c.over(c.ink().line([(150, 940), (1480, 940)], 3).mask(), "#d6e4e2", 0.8)
    marks = c.ink()
    for i in range(0, n, 5):
        marks.line([(px(i), 940), (px(i), 952)], 2)
    c.over(marks.mask(), "#d6e4e2", 0.8)
    return c.finish(0.0, 1.06)


def council_seats():
    c = Canvas(521)
    c.sky([(0, "#efe6d2"), (1067, "#e2d5bb")])
    c.over(c.noise(320, 5), "#d3c3a4", 0.3)
    c.glow(800, 880, 560, "#fff8e6", 0.5)
    seats = []
    for r, n in ((300, 8), (400, 10), (500, 12), (600, 15)):
        for i in range(n):
            a = math.pi * (1 - (i + 0.5) / n)
            seats.append((a, 800 + r * math.cos(a), 880 - r * 0.98 * math.sin(a)))
    seats.sort(key=lambda s: -s[0])
    parties = ["#a63b2c"] * 6 + ["#0f5c6b"] * 17 + ["#4d7f45"] * 8 + ["#b08a3c"] * 14
    for col in dict.fromkeys(parties):
        ink, sh = c.ink(), c.ink()
        for (a, x, y), p in zip(seats, parties):
            if p == col:
                ink.oval(x, y, 33)
                sh.oval(x - 6, y + 10, 33)
        c.shade(blur(sh.mask(), 6), 0.3)
        c.layer(ink, col, texture=0.16, rim=(-3, 3, "#ffffff", 0.4))
    desk = c.ink().poly([(690, 940), (910, 940), (940, 990), (660, 990)])
    c.shade(blur(np.roll(desk.mask(), 10, 0), 8), 0.3)
    c.layer(desk, "#6b4a35", "#4d3427", 940, 990, rim=(0, 3, "#ffe8c0", 0.5))
    lettering(c, [(800, 830, 120, "45", "mm"), (800, 900, 30, "seats", "mm")], "#3a2f26")
    return c.finish(0.1, 1.05, vignette=0.25)


SCENES = {"map-estuary": map_estuary, "chart-prices": chart_prices, "council-seats": council_seats}

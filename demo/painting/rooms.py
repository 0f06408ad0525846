"""Halls, rooms and stages."""

from .canvas import Canvas, blur
from .shapes import columns, person, seated
import math
import numpy as np


def box(c, x0, y0, x1, y1, floor, ceiling, left, right, back):
    """A room seen straight on: its far wall is the given rectangle."""
    w, h = c.w, c.h
    c.layer(c.ink().poly([(0, h), (w, h), (x1, y1), (x0, y1)]), floor[0], floor[1], y1, h, texture=0.06)
    c.layer(c.ink().poly([(0, 0), (w, 0), (x1, y0), (x0, y0)]), ceiling[1], ceiling[0], 0, y0, texture=0.04)
    c.layer(c.ink().poly([(0, 0), (x0, y0), (x0, y1), (0, h)]), left, left, texture=0.05)
    c.layer(c.ink().poly([(w, 0), (x1, y0), (x1, y1), (w, h)]), right, right, texture=0.05)
    c.layer(c.ink().rect(x0, y0, x1, y1), back, back, texture=0.04)


def council_hall():
    c = Canvas(201)
    c.sky([(0, "#2b2a35"), (400, "#5a4f50"), (800, "#3a333a")])
    wall = c.ink().rect(0, 0, 1600, 640)
    c.layer(wall, "#4b4348", "#7d6a5c", 0, 640, texture=0.08)
    arch = c.ink()
    for x in (120, 380, 1080, 1340):
        arch.rect(x, 180, x + 140, 560)
        arch.oval(x + 70, 180, 70, 70)
    m = arch.mask()
    c.over(m, "#e9d6ae", 0.9)
    c.light(blur(m, 40), "#ffe3ad", 0.5)
    bars = c.ink()
    for x in (120, 380, 1080, 1340):
        for k in (46, 94):
            bars.rect(x + k, 110, x + k + 4, 560)
        for y in (220, 320, 420, 500):
            bars.rect(x, y, x + 140, y + 3)
    c.over(bars.mask() * m, "#6d5a4c", 0.9)
    cols = c.ink()
    columns(cols, 60, 580, 90, 620, 3, 46)
    columns(cols, 1020, 1540, 90, 620, 3, 46)
    cols.rect(0, 60, 1600, 88)
    c.layer(cols, "#6a5a52", "#8b7663", 60, 620, rim=(-2, 1, "#ffe9c0", 0.4))
    apse = c.ink().rect(610, 120, 990, 640)
    apse.oval(800, 130, 190, 110)
    c.layer(apse, "#7b2f33", "#54262c", 60, 640, texture=0.1)
    crest = c.ink()
    crest.ring(800, 250, 76, 76, 7)
    crest.line([(800, 190), (800, 310)], 5)
    crest.line([(752, 236), (848, 236)], 5)
    crest.ring(800, 262, 44, 44, 5, 20, 160)
    crest.oval(800, 190, 9)
    c.over(crest.mask(), "#e0b869", 0.9)
    c.glow(800, 330, 330, "#ffd798", 0.5)
    dais = c.ink()
    dais.rect(560, 520, 1040, 660)
    dais.rect(530, 500, 1070, 524)
    c.layer(dais, "#5f4130", "#3c2a25", 500, 660, rim=(0, 2, "#ffdfa6", 0.7), texture=0.12)
    desk = c.ink()
    for x in (660, 730, 800, 870, 940):
        seated(desk, x, 512, 104 if x != 800 else 122, c.rng)
    c.layer(desk, "#2e2529", rim=(1, 2, "#ffe3b0", 0.5))
    for x0, spread in ((40, 0.55), (1200, 0.55)):
        c.beam([(x0 + 100, 150), (x0 + 300, 150), (x0 + 700 if x0 < 800 else x0 - 100, 1067), (x0 + 300 if x0 < 800 else x0 - 500, 1067)], "#ffe6b5", 0.16, 40)
    stand = c.ink()
    stand.rect(760, 590, 840, 690)
    stand.poly([(744, 584), (856, 584), (846, 600), (754, 600)])
    person(stand, 800, 690, 200, c.rng, 0, True, False, 0.01, False)
    c.layer(stand, "#221c22", "#2c2124", rim=(0, 2, "#ffe6b8", 0.7))
    rows = ((720, 42, 74, "#4a342d"), (800, 36, 104, "#3a2a29"), (900, 27, 144, "#2a2025"), (1030, 18, 200, "#1b161c"))
    for y, n, h, col in rows:
        ink = c.ink()
        curve = lambda x: y - 46 * ((x - 800) / 800) ** 2
        for i in range(n):
            x = 30 + 1540 * (i + 0.5) / n + c.rng.normal(0, 5)
            if abs(x - 800) < 64 + (y - 700) * 0.12 or c.rng.random() < 0.06:
                continue
            seated(ink, x, curve(x) + 20, h * c.rng.uniform(0.92, 1.06), c.rng)
        pts = [(x, curve(x)) for x in range(0, 1601, 20)]
        ink.poly(pts + [(1600, 1067), (0, 1067)])
        c.layer(ink, col, "#16131a", y - 100, y + 160, rim=(0, 2, "#ffd99c", 0.45), texture=0.07)
        aisle = c.ink().poly([(770 - (y - 700) * 0.1, y - 6), (830 + (y - 700) * 0.1, y - 6), (860 + (y - 700) * 0.14, 1067), (740 - (y - 700) * 0.14, 1067)])
        c.over(aisle.mask(), "#6b2c30", 0.75)
    return c.finish(0.3, 1.15, vignette=0.5)


def school_corridor():
    c = Canvas(211)
    box(c, 640, 360, 960, 690, ("#b89a72", "#7a6450"), ("#d8cdb6", "#a79b88"), "#b7a98f", "#d9c9a8", "#e9d9b2")
    c.glow(800, 520, 260, "#fff0c8", 0.75)
    p = lambda t: 1 / (1 + t * 4.0)
    def at(x, y, t):
        s = p(t)
        return (800 + (x - 800) * s, 540 + (y - 540) * s)
    for i in range(7, -1, -1):
        t = i / 7
        rib = c.ink()
        pts = [at(800 - 830 * math.cos(a), 300 - 480 * math.sin(a), t) for a in np.linspace(0, math.pi, 30)]
        s = p(t)
        rib.line([at(-30, 1100, t), *pts, at(1630, 1100, t)], 54 * s)
        c.layer(rib, "#8f7d68", "#a8947a", 0, 1067, texture=0.06, rim=(-2, 2, "#fff0cf", 0.3))
        c.over(np.ones((c.h, c.w), np.float32) * (np.abs(c.xx - 800) < 800 * s) * (np.abs(c.yy - 500) < 900 * s), "#f3e3bf", 0.035)
    for i in range(6, -1, -1):
        t0, t1 = (i + 0.25) / 7, (i + 0.72) / 7
        quad = [at(1590, 140, t0), at(1590, 140, t1), at(1590, 700, t1), at(1590, 700, t0)]
        m = c.ink().poly(quad).mask()
        c.over(m, "#fff6de", 0.95)
        c.light(blur(m, 18), "#ffedc0", 0.45)
        bars = c.ink()
        for k in (0.33, 0.66):
            bars.line([at(1590, 140, t0 + (t1 - t0) * k), at(1590, 700, t0 + (t1 - t0) * k)], 5 * p(t0))
        for y in (280, 420, 560):
            bars.line([at(1590, y, t0), at(1590, y, t1)], 5 * p(t0))
        c.over(bars.mask(), "#9a8768", 0.9)
        quad = [at(1300, 1060, t0), at(1300, 1060, t1), at(300, 1080, t1 + 0.05), at(300, 1080, t0 + 0.05)]
        c.light(blur(c.ink().poly(quad).mask(), 5), "#ffeec0", 0.5)
        door = c.ink().poly([at(10, 330, t0), at(10, 330, t1), at(10, 1060, t1), at(10, 1060, t0)])
        c.layer(door, "#5d6e68", "#4c5a56", texture=0.08, rim=(-2, 1, "#fff0cc", 0.4))
    kids = ((730, 760, 150), (770, 740, 120), (860, 750, 132), (905, 770, 140), (640, 850, 215), (700, 880, 230), (980, 900, 240), (520, 960, 300), (1090, 990, 290))
    for i, (x, y, h) in enumerate(kids):
        who = c.ink()
        person(who, x, y, h, c.rng, 0, False, False, 0.06, False)
        who.oval(x - h * 0.01, y - h * 0.62, h * 0.12, h * 0.13)
        c.shade(blur(c.ink().poly([(x - h * 0.08, y), (x + h * 0.08, y), (x - h * 0.5, y + h * 0.16), (x - h * 0.66, y + h * 0.12)]).mask(), 4), 0.4)
        c.layer(who, ["#3c4a57", "#6b3a34", "#43523f", "#4d4258"][i % 4], "#332f34", y - h, y, rim=(-3, 1, "#fff0c8", 0.75))
    clock = c.ink().oval(800, 300, 46)
    c.layer(clock, "#f5ead0", texture=0, rim=(2, 2, "#ffffff", 0.3))
    hands = c.ink().ring(800, 300, 46, 46, 5)
    hands.line([(800, 300), (800, 268)], 4)
    hands.line([(800, 300), (777, 288)], 5)
    c.over(hands.mask(), "#4b4036", 1)
    return c.finish(0.3, 1.12)


def laboratory():
    c = Canvas(221)
    box(c, 420, 280, 1180, 640, ("#22343f", "#16222b"), ("#1d2c37", "#142028"), "#1a2a35", "#182630", "#233843")
    for i, x in enumerate((470, 640, 810, 980)):
        tank = c.ink().rect(x, 330, x + 140, 580)
        m = tank.mask()
        c.over(m, "#2c8a94", 0.95)
        g = np.clip((580 - c.yy) / 250, 0, 1) * m
        c.light(g, "#9ff0e0", 0.55)
        c.light(blur(m, 46), "#58c9c8", 0.55)
        weed = c.ink()
        for k in range(15):
            bx = x + 10 + k * 8.6
            hgt = c.rng.uniform(70, 190)
            sway = c.rng.uniform(-16, 16)
            weed.line([(bx, 578), (bx + sway * 0.4, 578 - hgt * 0.5), (bx + sway, 578 - hgt)], 3)
        c.over(weed.mask() * m, "#12483f", 0.9)
        bubbles = c.ink()
        for _ in range(16):
            bubbles.oval(x + c.rng.uniform(8, 132), c.rng.uniform(345, 560), c.rng.uniform(1, 2.6))
        c.over(bubbles.mask(), "#e4fff6", 0.6)
        frame = c.ink().rect(x - 6, 322, x + 146, 332).rect(x - 6, 578, x + 146, 592)
        for fx in (x - 5, x + 141):
            frame.rect(fx, 322, fx + 4, 592)
        c.layer(frame, "#0f1a21", texture=0, rim=(0, 2, "#a5efe4", 0.4))
    bench = c.ink().poly([(0, 860), (420, 640), (1180, 640), (1600, 860), (1600, 1067), (0, 1067)])
    c.layer(bench, "#1b2d36", "#101b22", 640, 1067, texture=0.06)
    sheen = c.ink()
    for x in (470, 640, 810, 980):
        k = (x + 70 - 800) * 0.6
        sheen.poly([(x + 10, 646), (x + 130, 646), (x + 150 + k * 1.2, 840), (x - 10 + k * 1.2, 840)])
    c.light(blur(sheen.mask(), 22), "#4fb7b8", 0.35)
    near = c.ink().poly([(0, 905), (1600, 905), (1600, 1067), (0, 1067)])
    c.layer(near, "#2a4049", "#182830", 905, 1067, rim=(0, 2, "#9fe8dc", 0.35), texture=0.06)
    tray = c.ink().poly([(600, 950), (1040, 950), (1090, 1010), (550, 1010)])
    c.layer(tray, "#3f8d88", "#2a6b6c", rim=(0, 2, "#d6fff4", 0.7), texture=0.1)
    grid = c.ink()
    for k in range(10):
        a = k / 9
        grid.line([(600 + 440 * a, 950), (550 + 540 * a, 1010)], 1.4)
    grid.line([(575, 980), (1065, 980)], 1.4)
    c.over(grid.mask(), "#d9f3ea", 0.75)
    shoots = c.ink()
    for _ in range(70):
        x = c.rng.uniform(590, 1050)
        y = c.rng.uniform(958, 1004)
        hgt = c.rng.uniform(16, 54)
        shoots.line([(x, y), (x + c.rng.uniform(-9, 9), y - hgt)], 2.2)
    c.layer(shoots, "#78b05f", rim=(1, 1, "#e7ffd6", 0.5), texture=0)
    for x, y, h, face in ((1090, 1010, 520, -1), (500, 990, 480, 1)):
        who = c.ink()
        person(who, x, y, h, c.rng, face, True, False, 0.02, False)
        who.line([(x + face * h * 0.1, y - h * 0.74), (x + face * h * 0.17, y - h * 0.55), (x + face * h * 0.26, y - h * 0.62)], h * 0.045)
        who.rect(x + face * h * 0.23, y - h * 0.7, x + face * h * 0.31, y - h * 0.6)
        m = who.mask() * (c.yy < 905)
        c.layer(m, "#16303a", "#0e1d25", y - h, y, rim=(face * -3, 3, "#a8f4ea", 0.85), texture=0.05)
    micro = c.ink()
    micro.rect(1380, 890, 1520, 910)
    micro.poly([(1480, 892), (1500, 892), (1496, 760), (1440, 700), (1424, 716), (1474, 772)])
    micro.poly([(1400, 730), (1440, 690), (1462, 712), (1424, 752)])
    micro.rect(1388, 826, 1470, 838)
    micro.poly([(1404, 752), (1420, 742), (1434, 800), (1418, 806)])
    c.layer(micro, "#0e1920", rim=(2, 2, "#8fe0d6", 0.5))
    lamp = c.ink().poly([(700, 0), (900, 0), (980, 100), (620, 100)])
    c.layer(lamp, "#0e1a20", texture=0)
    c.lamps([(660 + k * 40, 102) for k in range(8)], "#aef3e9", 3, 30, 0.8, "#eafff9")
    return c.finish(-0.1, 1.14)


def theatre_stage():
    c = Canvas(231)
    c.sky([(0, "#180d12"), (500, "#241219"), (1067, "#120a0f")])
    stage = c.ink().rect(330, 200, 1270, 720)
    c.layer(stage, "#2b2433", "#54404a", 200, 720, texture=0.05)
    back = c.ink()
    for x, w, h in ((420, 120, 330), (560, 90, 260), (980, 140, 300), (1120, 100, 350)):
        back.rect(x, 700 - h, x + w, 700)
        for r in range(int(h / 34)):
            for k in range(3):
                pass
    c.layer(back, "#3f3140", "#5c4449", 340, 700, texture=0.06)
    drawers = c.ink()
    for x, w, h in ((420, 120, 330), (560, 90, 260), (980, 140, 300), (1120, 100, 350)):
        for y in range(int(700 - h + 10), 690, 36):
            for k in range(3):
                bw = w / 3
                drawers.rect(x + k * bw + 4, y, x + (k + 1) * bw - 4, y + 28)
    c.over(drawers.mask(), "#7a5a4e", 0.55)
    open_ = c.ink()
    for x, y in ((440, 520), (500, 450), (1010, 560), (1160, 470), (1120, 600), (585, 610)):
        open_.poly([(x, y), (x + 34, y), (x + 42, y + 30), (x - 8, y + 30)])
    c.layer(open_, "#b08660", rim=(0, 2, "#ffe3b0", 0.7))
    floor = c.ink().poly([(330, 700), (1270, 700), (1420, 790), (180, 790)])
    c.layer(floor, "#7c5a48", "#4a352f", 700, 790, texture=0.1)
    boards = c.ink()
    for k in range(-14, 15):
        boards.line([(800 + k * 33, 700), (800 + k * 45, 790)], 1.2)
    c.shade(boards.mask(), 0.3)
    c.beam([(720, -20), (880, -20), (940, 745), (660, 745)], "#fff0c6", 0.5, 14)
    c.beam([(330, 100), (380, 100), (760, 730), (600, 730)], "#ffc98a", 0.2, 18)
    c.beam([(1230, 100), (1280, 100), (1000, 730), (850, 730)], "#9db8ff", 0.2, 18)
    pool = np.exp(-(((c.xx - 800) / 150) ** 2 + ((c.yy - 745) / 22) ** 2) ** 2)
    c.light(pool, "#fff2d0", 0.75)
    actor = c.ink()
    person(actor, 800, 748, 236, c.rng, 0, True, False, 0.03, False)
    actor.line([(824, 560), (880, 520), (916, 470)], 11)
    actor.poly([(900, 430), (940, 440), (930, 482), (892, 472)])
    actor.poly([(772, 620), (828, 620), (868, 746), (732, 746)])
    c.shade(blur(c.ink().oval(800, 752, 74, 9).mask(), 3), 0.7)
    c.layer(actor, "#3b2230", "#531f2a", 510, 748, rim=(0, 3, "#fff0cf", 0.9), texture=0.05)
    paper = c.ink()
    for x, y, a in ((640, 690, 8), (705, 735, -6), (930, 722, 10), (1010, 744, -9), (560, 748, 4), (870, 640, 20), (740, 600, -18), (960, 590, 12)):
        paper.poly([(x, y), (x + 24, y + a * 0.4), (x + 20, y + 12 + a * 0.4), (x - 4, y + 12)])
    c.over(paper.mask(), "#f4e8cf", 0.95)
    for side in (-1, 1):
        ink, folds = c.ink(), c.ink()
        for k in range(9):
            x0 = 800 + side * (640 - k * 34)
            y1 = 778 - k * 6
            ink.poly([(x0 - 34, 120), (x0 + 34, 120), (x0 + 30 - side * k * 2, y1), (x0 - 30 - side * k * 2, y1)])
            folds.poly([(x0 - 6, 120), (x0 + 12, 120), (x0 + 8, y1), (x0 - 4, y1)])
        c.layer(ink, "#8c1f29", "#4d1019", 120, 780, texture=0.08)
        f = blur(folds.mask(), 5)
        c.light(f, "#ff8a6a", 0.24)
        c.shade(blur(np.roll(folds.mask(), 16, 1), 5), 0.5)
    swag, gold = c.ink(), c.ink()
    swag.rect(160, 80, 1440, 180)
    for i in range(8):
        x = 240 + i * 160
        swag.oval(x, 180, 84, 70)
        gold.ring(x, 180, 84, 70, 6, 0, 180)
    c.layer(swag, "#7a1a25", "#a3303a", 80, 250, texture=0.08)
    c.over(gold.mask(), "#e0b568", 0.9)
    frame = c.ink()
    frame.rect(100, 40, 172, 830).rect(1428, 40, 1500, 830).rect(100, 30, 1500, 92)
    c.layer(frame, "#8a6a3f", "#4b3826", 30, 830, rim=(0, 2, "#ffe0a0", 0.6), texture=0.15)
    knobs = [(136, y) for y in range(120, 820, 58)] + [(1464, y) for y in range(120, 820, 58)]
    k = c.ink()
    for x, y in knobs:
        k.oval(x, y, 11)
    c.layer(k, "#c99d57", "#6d5130", 100, 830, rim=(-1, 2, "#fff0c4", 0.6), texture=0)
    lip = c.ink().rect(100, 786, 1500, 836)
    c.layer(lip, "#5f4630", "#2d2019", 786, 836, rim=(0, 2, "#ffdc9a", 0.7))
    c.lamps([(x, 788) for x in range(220, 1400, 74)], "#ffc878", 4, 22)
    for y, n, h, col in ((880, 26, 84, "#2c151c"), (960, 20, 116, "#1f0f15"), (1060, 14, 164, "#130a0e")):
        ink = c.ink()
        for i in range(n):
            x = 1600 * (i + 0.5) / n + (y % 60)
            ink.rect(x - h * 0.42, y - h * 0.4, x + h * 0.42, y + 60)
            ink.oval(x, y - h * 0.4, h * 0.42, h * 0.2)
            if c.rng.random() < 0.86:
                seated(ink, x, y - h * 0.08, h, c.rng)
        c.layer(ink, col, "#0d0709", y - h, y + 60, rim=(0, 2, "#ffc98c", 0.4), texture=0.05)
    return c.finish(0.35, 1.16, vignette=0.5)


def library_night():
    c = Canvas(241)
    box(c, 560, 250, 1040, 640, ("#4a3326", "#2a1d18"), ("#2b2220", "#1b1616"), "#3a2a22", "#3a2a22", "#4a382b")
    p = lambda t: 1 / (1 + t * 2.45)
    def at(x, y, t):
        s = p(t)
        return (800 + (x - 800) * s, 470 + (y - 470) * s)
    win = c.ink()
    for x in (620, 740, 860):
        win.rect(x, 320, x + 80, 540)
        win.oval(x + 40, 320, 40, 40)
    c.over(win.mask(), "#2c3f63", 1)
    c.over(win.mask() * np.clip((c.yy - 300) / 240, 0, 1), "#6a7ba0", 0.7)
    bars = c.ink()
    for x in (620, 740, 860):
        bars.rect(x + 38, 280, x + 42, 540)
        for y in (360, 420, 480):
            bars.rect(x, y, x + 80, y + 3)
    c.over(bars.mask(), "#2a211e", 1)
    tints = ("#8a4a36", "#6b5a3a", "#3f5550", "#7a6a4f", "#533a3f", "#9a7a48", "#46485c")
    for side in (0, 1600):
        books = {t: c.ink() for t in tints}
        shelves = c.ink()
        for shelf in range(9):
            y0, y1 = 40 + shelf * 104, 40 + shelf * 104 + 84
            shelves.line([at(side, y1 + 4, 0), at(side, y1 + 4, 1)], 6)
            t = 0.0
            while t < 1:
                dt = c.rng.uniform(0.006, 0.016)
                top = y0 + c.rng.uniform(0, 26)
                tint = tints[int(c.rng.integers(0, len(tints)))]
                if c.rng.random() < 0.94:
                    books[tint].poly([at(side, top, t), at(side, top, t + dt * 0.86), at(side, y1, t + dt * 0.86), at(side, y1, t)])
                t += dt
        for tint, ink in books.items():
            c.layer(ink, tint, tint, strength=0.72, texture=0.1)
        c.over(shelves.mask(), "#2a1c16", 0.9)
        ups = c.ink()
        for t in (0.0, 0.16, 0.34, 0.52, 0.7, 0.86, 1.0):
            ups.line([at(side, 10, t), at(side, 980, t)], 15 * p(t))
        c.layer(ups, "#2f2019", texture=0.1)
    c.shade(np.clip((430 - c.yy) / 430, 0, 1), 0.55)
    gallery = c.ink()
    for side in (0, 1600):
        gallery.poly([at(side, 330, 0), at(side, 330, 1), at(side, 352, 1), at(side, 352, 0)])
        for k in range(60):
            gallery.line([at(side, 270, k / 60), at(side, 332, k / 60)], 3 * p(k / 60))
        gallery.line([at(side, 268, 0), at(side, 268, 1)], 7)
    c.layer(gallery, "#1e1512", texture=0.05, rim=(0, 2, "#ffcf8a", 0.25))
    for y, s, n in ((668, 0.5, 5), (730, 0.72, 5), (820, 1.0, 5), (960, 1.5, 4)):
        w = 620 * s
        table = c.ink().poly([(800 - w, y), (800 + w, y), (800 + w * 1.09, y + 26 * s), (800 - w * 1.09, y + 26 * s)])
        front = c.ink().rect(800 - w * 1.09, y + 26 * s, 800 + w * 1.09, y + 44 * s)
        readers = c.ink()
        for i in range(n * 2):
            x = 800 - w + 2 * w * (i + 0.5) / (n * 2) + c.rng.normal(0, 8)
            if c.rng.random() < 0.78:
                seated(readers, x, y + 4, 96 * s, c.rng)
        c.layer(readers, "#2a1d1c", "#1e1516", rim=(0, 2, "#ffe0a0", 0.55))
        c.layer(table, "#8a5d3c", "#6b4530", y, y + 26 * s, texture=0.1)
        c.layer(front, "#3a251b", "#221611", y + 26 * s, y + 44 * s, texture=0.08)
        lamps = [800 - w + 2 * w * (i + 0.5) / n for i in range(n)]
        for x in lamps:
            pool = np.exp(-(((c.xx - x) / (95 * s)) ** 2 + ((c.yy - y - 12 * s) / (17 * s)) ** 2))
            c.light(pool, "#ffe6a8", 0.75)
            c.light(np.exp(-(((c.xx - x) / (120 * s)) ** 2 + ((c.yy - y + 20 * s) / (90 * s)) ** 2)), "#ffcf80", 0.22)
        shade = c.ink()
        stem = c.ink()
        for x in lamps:
            stem.line([(x, y + 10 * s), (x, y - 40 * s)], 3 * s)
            shade.poly([(x - 36 * s, y - 34 * s), (x - 26 * s, y - 54 * s), (x + 26 * s, y - 54 * s), (x + 36 * s, y - 34 * s)])
        c.over(stem.mask(), "#c09a55", 0.9)
        c.layer(shade, "#2f8a66", "#4fb08a", y - 60 * s, y - 30 * s, texture=0, rim=(0, -2, "#eaffd8", 0.8))
    return c.finish(0.35, 1.12, vignette=0.45)


def choir_hall():
    c = Canvas(251)
    box(c, 520, 300, 1080, 640, ("#5b4a4a", "#2c2730"), ("#3a3540", "#221f29"), "#453b44", "#4d4148", "#6d5953")
    c.glow(800, 470, 420, "#ffd39a", 0.6)
    p = lambda t: 1 / (1 + t * 1.86)
    def at(x, y, t):
        s = p(t)
        return (800 + (x - 800) * s, 500 + (y - 500) * s)
    for i in range(6, -1, -1):
        t = i / 6
        rib = c.ink()
        pts = [at(800 - 760 * math.cos(a), 330 - 360 * math.sin(a), t) for a in np.linspace(0, math.pi, 40)]
        rib.line([at(40, 1000, t)] + pts + [at(1560, 1000, t)], 70 * p(t))
        c.layer(rib, "#57484d", "#7a625a", 0, 900, texture=0.08, rim=(0, 3, "#ffdca6", 0.4))
        lamps = [at(160, 470, t), at(1440, 470, t)]
        c.lamps([(x, y, p(t) * 1.6) for x, y in lamps], "#ffc377", 6, 34 * p(t) + 6)
        c.haze(640, 180, "#c79a78", 0.03, 0)
    c.light(np.exp(-(((c.xx - 800) / 520) ** 2 + ((c.yy - 840) / 80) ** 2)), "#ffce90", 0.3)
    for y, n, h, col, w in ((700, 17, 190, "#4b2f37", 430), (742, 16, 206, "#3c2630", 470), (790, 15, 222, "#2d1d28", 510)):
        ink, books = c.ink(), c.ink()
        for i in range(n):
            x = 800 - w + 2 * w * (i + 0.5) / n
            yy = y - 26 * ((x - 800) / w) ** 2
            person(ink, x, yy, h * c.rng.uniform(0.94, 1.05), c.rng, 0, True, False, 0.01, False)
            books.poly([(x - 15, yy - h * 0.6), (x, yy - h * 0.58), (x + 15, yy - h * 0.6), (x + 14, yy - h * 0.5), (x, yy - h * 0.48), (x - 14, yy - h * 0.5)])
        c.layer(ink, col, "#231821", y - h, y, rim=(0, 3, "#ffd9a4", 0.6), texture=0.05)
        c.over(books.mask(), "#f4e2bf", 0.85)
    lead = c.ink()
    person(lead, 800, 960, 330, c.rng, 0, True, False, 0.03, False)
    lead.line([(768, 712), (690, 660), (650, 580)], 17)
    lead.line([(832, 712), (920, 690), (968, 610)], 17)
    lead.line([(650, 580), (628, 530)], 3)
    lead.oval(650, 578, 10)
    lead.oval(968, 608, 10)
    c.shade(blur(c.ink().oval(800, 962, 120, 14).mask(), 8), 0.6)
    c.layer(lead, "#17121b", "#1c151d", rim=(0, 3, "#ffdba8", 0.7))
    return c.finish(0.3, 1.14, vignette=0.45)


def rope_hall():
    c = Canvas(261)
    box(c, 700, 400, 900, 600, ("#6f5a44", "#4a3b30"), ("#4f443a", "#332c28"), "#54463a", "#6a5643", "#f4dfae")
    c.glow(800, 500, 230, "#ffeec0", 0.9)
    p = lambda t: 1 / (1 + t * 7)
    def at(x, y, t):
        s = p(t)
        return (800 + (x - 800) * s, 500 + (y - 500) * s)
    for i in range(13, -1, -1):
        t = (i / 13) ** 1.3
        s = p(t)
        frame = c.ink()
        for x in (150, 1450):
            frame.line([at(x, 1100, t), at(x, 250, t)], 52 * s)
        frame.line([at(-40, 260, t), at(1640, 260, t)], 46 * s)
        frame.line([at(0, 250, t), at(800, -60, t), at(1600, 250, t)], 44 * s)
        for x, d in ((150, 1), (1450, -1)):
            frame.line([at(x, 430, t), at(x + d * 170, 262, t)], 30 * s)
        c.layer(frame, "#4a3a2e", "#5d4a39", texture=0.12, rim=(-2, 2, "#ffe7b8", 0.35))
        if i % 2 == 0 and i:
            q = [at(1600, 380, t), at(1600, 380, t + 0.05), at(1600, 800, t + 0.05), at(1600, 800, t)]
            m = c.ink().poly(q).mask()
            c.over(m, "#ffefc6", 0.95)
            c.light(blur(m, 14), "#ffe6b0", 0.4)
            c.beam([at(1590, 420, t), at(1590, 780, t), at(300, 1080, t + 0.02), at(500, 1060, t + 0.02)], "#ffe9ba", 0.14, 10)
    for k in range(9):
        x = 330 + k * 118
        rope = c.ink().line([at(x, 860, t) for t in np.linspace(0, 1, 50) ** 1.4], 2)
        thick = c.ink()
        ts = np.concatenate([[-0.07, -0.05, -0.03, -0.015], np.linspace(0, 1, 60) ** 1.8])
        for a, b in zip(ts, ts[1:]):
            thick.line([at(x, 860, a), at(x, 860, b)], 17 * p(a))
        c.layer(thick, "#a9885a", "#c9a874", texture=0.2, rim=(-2, 2, "#fff0c8", 0.6))
        c.shade(blur(np.roll(thick.mask(), 26, 0), 8), 0.25)
    w = c.ink()
    person(w, 690, 800, 250, c.rng, 1, True, True, 0.05, False)
    person(w, 905, 720, 170, c.rng, -1, True, False, 0.04, False)
    c.layer(w, "#2c2722", rim=(-3, 2, "#ffe9bb", 0.7))
    return c.finish(0.35, 1.14)


def printing_press():
    c = Canvas(271)
    c.sky([(0, "#1b2430"), (700, "#33404c"), (1067, "#1a2027")])
    for x in (200, 560, 920, 1280):
        c.beam([(x - 40, 0), (x + 40, 0), (x + 200, 900), (x - 200, 900)], "#cfe0e6", 0.14, 30)
    c.lamps([(x, 40, 2) for x in (200, 560, 920, 1280)], "#dcebf0", 9, 50, 0.9, "#f6fdff")
    for y, col in ((250, "#3a4650"), (520, "#2c3740")):
        ink = c.ink()
        for x in range(80, 1600, 300):
            ink.rect(x, y, x + 230, y + 250)
            ink.rect(x + 30, y - 40, x + 200, y)
        ink.rect(0, y + 226, 1600, y + 250)
        for x in range(0, 1600, 22):
            ink.line([(x, y - 10), (x, y - 56)], 1.6)
        ink.line([(0, y - 56), (1600, y - 56)], 4)
        c.layer(ink, col, "#1f2830", y - 60, y + 250, rim=(-1, 2, "#d5e6ea", 0.4), texture=0.1)
        roll, hub = c.ink(), c.ink()
        for x in range(80, 1600, 300):
            for k, (dx, dy, r) in enumerate(((60, 70, 40), (165, 80, 46), (112, 170, 52))):
                roll.oval(x + dx, y + dy, r)
                hub.oval(x + dx, y + dy, 9)
        c.layer(roll, "#7a868c", "#55626a", y, y + 230, rim=(-2, 3, "#f2f8f8", 0.6), texture=0.05)
        c.over(hub.mask(), "#232c33", 1)
    web = c.ink()
    pts = [(x, 214 + (16 if k % 2 else 0)) for k, x in enumerate(range(-100, 1750, 150))]
    for a, b in zip(pts, pts[1:]):
        web.poly([a, b, (b[0], b[1] + 46), (a[0], a[1] + 46)])
    c.layer(web, "#e9e2cf", "#cfc6b0", 210, 280, rim=(0, 2, "#ffffff", 0.5), texture=0.03)
    belt = c.ink().poly([(0, 900), (1600, 700), (1600, 770), (0, 1000)])
    c.layer(belt, "#27313a", "#161c22", 700, 1000, rim=(0, 2, "#c8d8de", 0.4))
    for i in range(17):
        t = i / 16
        x, y, s = 40 + 1520 * t, 888 - 190 * t, 1.25 - 0.6 * t
        paper = c.ink().poly([(x, y), (x + 104 * s, y - 14 * s), (x + 134 * s, y + 34 * s), (x + 26 * s, y + 50 * s)])
        c.layer(paper, "#efe8d6", "#d9d0ba", y - 20, y + 50, rim=(0, 2, "#ffffff", 0.6), texture=0.03)
        text = c.ink()
        text.poly([(x + 14 * s, y + 6 * s), (x + 84 * s, y - 3 * s), (x + 88 * s, y + 4 * s), (x + 18 * s, y + 13 * s)])
        for k in range(3):
            text.line([(x + (24 + 4 * k) * s, y + (20 + 8 * k) * s), (x + (98 + 5 * k) * s, y + (9 + 8 * k) * s)], 2 * s)
        c.over(text.mask(), "#2c2f33", 0.75)
    who = c.ink()
    person(who, 1180, 990, 430, c.rng, -1, False, True, 0.03, False)
    who.poly([(1080, 730), (1180, 712), (1196, 800), (1090, 816)])
    c.layer(who, "#141b22", "#10161b", rim=(-3, 2, "#d7e9ee", 0.6))
    sheet = c.ink().poly([(1066, 716), (1166, 700), (1182, 788), (1080, 806)])
    c.layer(sheet, "#f1ead9", "#d6cdb8", 700, 806, texture=0.03)
    return c.finish(-0.05, 1.14, vignette=0.45)


SCENES = {
    "council-hall": council_hall,
    "school-corridor": school_corridor,
    "laboratory": laboratory,
    "theatre-stage": theatre_stage,
    "library-night": library_night,
    "choir-hall": choir_hall,
    "rope-hall": rope_hall,
    "printing-press": printing_press,
}

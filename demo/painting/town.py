"""Streets, squares and roofs."""

from .canvas import Canvas, blur
from .shapes import bare_tree, houses, lamp_post, person, ridge, tram, wire
import math
import numpy as np


def snowy_tram():
    c = Canvas(101)
    c.sky([(0, "#131b33"), (350, "#26345a"), (620, "#52618a"), (760, "#7d84a0")])
    c.clouds("#2b3961", 0, 500, 0.5, 240, 3, 0.55)
    far = c.ink()
    win = houses(far, 430, 1180, 690, 150, 260, c.rng, (50, 90), 0.7, 0.25, (6, 9))
    far.rect(742, 250, 790, 690)
    far.poly([(734, 252), (766, 130), (798, 252)])
    c.layer(far, "#3c4a74", "#66708f", 200, 690, texture=0.04)
    c.windows(win, "#ffcf8a", 6, 0.8)
    c.haze(660, 90, "#8d93ab", 0.5)
    for x0, x1, lo, hi, col in ((-60, 470, 400, 560, "#222c4e"), (1130, 1680, 420, 600, "#1e2848")):
        ink = c.ink()
        win = houses(ink, x0, x1, 740, lo, hi, c.rng, (120, 170), 0.6, 0.3, (20, 30))
        c.layer(ink, col, "#39446a", 200, 740, texture=0.06)
        c.windows(win, "#ffc677", 12, 0.9)
        cap = np.clip(ink.mask() - np.roll(ink.mask(), 7, 0), 0, 1)
        c.over(cap, "#b8c2da", 0.75)
    ground = c.ink().poly([(0, 738), (1600, 738), (1600, 1067), (0, 1067)])
    c.layer(ground, "#7e88a6", "#b6bfd4", 738, 1067, texture=0.1)
    rails = c.ink()
    for y in (798, 816, 872, 894):
        rails.rect(0, y, 1600, y + 1.5 + (y - 790) / 40)
    c.layer(rails, "#39435f", texture=0)
    c.over(np.roll(rails.mask(), 4, 0), "#dfe5f0", 0.5)
    t = c.ink()
    glass = tram(t, 560, 800, 560, 190)
    c.layer(t, "#7c2f34", "#3c1c2a", 600, 800, rim=(-1, 2, "#ffd9a0", 0.5), texture=0.06)
    c.over(c.ink().rect(572, 722, 1108, 734).mask(), "#e3cfa6", 0.8)
    c.windows(glass, "#ffe0a0", 16, 1)
    riders = c.ink()
    for x in (602, 668, 735, 842, 900, 1020, 1060):
        riders.oval(x, 668, 9, 11)
        riders.oval(x, 700, 17, 22)
    m = riders.mask() * (c.yy < 718)
    c.over(m, "#5a3524", 0.8)
    c.over(c.ink().rect(570, 594, 1110, 602).mask(), "#d8dfec", 0.9)
    wires = c.ink()
    wire(wires, (0, 380), (862, 510), 10, 1.4)
    wire(wires, (862, 510), (1600, 380), 10, 1.4)
    wire(wires, (180, 420), (1480, 410), 16, 1)
    posts = [lamp_post(wires, x, b, h, a) for x, b, h, a in ((420, 830, 420, 1), (1250, 830, 420, -1), (210, 960, 640, 1), (1440, 960, 640, -1))]
    c.layer(wires, "#141b33", texture=0)
    c.lamps([(x, y, 1 + i // 2 * 0.6) for i, (x, y) in enumerate(posts)], "#ffc878", 5, 46)
    pool = np.exp(-(((c.xx - 820) / 480) ** 2 + ((c.yy - 850) / 70) ** 2)) + 0.7 * np.exp(-(((c.xx - 300) / 260) ** 2 + ((c.yy - 960) / 60) ** 2))
    c.light(np.clip(pool, 0, 1), "#ffc987", 0.4)
    p = c.ink()
    person(p, 360, 985, 250, c.rng, 1, True, True, 0.05, True)
    person(p, 470, 955, 220, c.rng, 1, True, False, 0.04)
    person(p, 1270, 930, 200, c.rng, -1, True, True, 0.05)
    c.layer(p, "#161c34", "#1b2240", rim=(-1, 2, "#ffd8a2", 0.55))
    c.shade(blur(c.ink().oval(350, 990, 80, 10).oval(470, 960, 70, 9).oval(1270, 934, 60, 8).mask(), 4), 0.4)
    c.flakes(900)
    return c.finish(0.15, 1.1)


def market_morning():
    c = Canvas(107)
    c.sky([(0, "#a9bfc8"), (300, "#d7d8cb"), (560, "#f2dfb6")])
    c.glow(1180, 330, 520, "#fff0c4", 0.8)
    for x0, x1, base, lo, hi, col, foot in ((300, 1300, 600, 180, 280, "#c7b79e", "#d9cbae"), (-60, 420, 640, 380, 520, "#a8917a", "#bba78c"), (1210, 1700, 640, 330, 480, "#b49c80", "#c4b091")):
        ink = c.ink()
        houses(ink, x0, x1, base, lo, hi, c.rng, (90, 140), 0.6, 0)
        c.layer(ink, col, foot, 150, base, rim=(-2, 2, "#fff2cf", 0.4))
        holes = c.ink()
        for x in range(max(0, x0) + 20, x1, 44):
            for y in range(base - hi + 150, base - 60, 62):
                holes.rect(x, y, x + 17, y + 30)
        c.over(holes.mask() * ink.mask(), "#8b7a69", 0.45)
    c.haze(590, 70, "#f7e6c0", 0.5)
    c.layer(c.ink().rect(0, 620, 1600, 1067), "#d6c39d", "#8f7f6b", 620, 1067, texture=0.1)
    for i in range(26):
        y = 640 + i * i * 0.68
        c.shade(c.ink().line([(0, y), (1600, y)], 0.8 + i * 0.03).mask(), 0.1)
    stalls = ((250, 700, 250, "#9a3f33"), (560, 668, 170, "#d9b55a"), (1010, 668, 180, "#3f7076"), (1330, 710, 280, "#b2652f"))
    for x, y, w, col in stalls:
        ink = c.ink()
        for s in (-0.46, 0.46):
            ink.rect(x + s * w - 2, y - w * 0.5, x + s * w + 2, y + w * 0.2)
        c.layer(ink, "#5d4a3b", texture=0)
        top = c.ink().poly([(x - w * 0.56, y - w * 0.42), (x - w * 0.42, y - w * 0.66), (x + w * 0.42, y - w * 0.66), (x + w * 0.56, y - w * 0.42)])
        for i in range(8):
            top.oval(x - w * 0.49 + i * w * 0.14, y - w * 0.42, w * 0.07, w * 0.05)
        c.layer(top, col, col, rim=(-1, 2, "#fff0c8", 0.6), texture=0.1)
        stripes = c.ink()
        for i in range(0, 8, 2):
            stripes.poly([(x - w * 0.56 + i * w * 0.14, y - w * 0.38), (x - w * 0.42 + i * w * 0.105, y - w * 0.66), (x - w * 0.42 + (i + 1) * w * 0.105, y - w * 0.66), (x - w * 0.56 + (i + 1) * w * 0.14, y - w * 0.38)])
        c.over(stripes.mask(), "#f3e8cf", 0.75)
        table = c.ink().rect(x - w * 0.5, y, x + w * 0.5, y + w * 0.2)
        c.layer(table, "#6b5644", "#53443a", texture=0.1)
        for i in range(34):
            fx = x - w * 0.46 + w * 0.92 * c.rng.random()
            fy = y - c.rng.random() * w * 0.045
            c_ = ["#c8452f", "#d98c2b", "#7d8f3a", "#e2c14b", "#6d2f45", "#b9b08f"][int((fx - x + w * 0.5) / w * 5.9)]
            c.over(c.ink().oval(fx, fy, w * 0.024).mask(), c_, 0.95)
        for side in (-0.2, 0.22):
            who = c.ink()
            person(who, x + side * w, y + w * 0.16, w * 0.55, c.rng, 0, True)
            m = who.mask() * (c.yy < y - 2)
            c.layer(m, "#4a4340", texture=0.05, rim=(-1, 1, "#fff0c8", 0.5))
    crowd = [(420, 790, 190), (480, 800, 180), (760, 730, 128), (800, 735, 120), (880, 720, 112), (690, 900, 262), (1130, 830, 205), (1180, 838, 150), (950, 760, 140), (110, 860, 230), (1500, 870, 240)]
    for x, y, h in crowd:
        who = c.ink()
        person(who, x, y, h, c.rng, int(c.rng.integers(-1, 2)))
        c.shade(blur(c.ink().poly([(x - h * 0.06, y), (x + h * 0.06, y), (x - h * 0.22, y + h * 0.3), (x - h * 0.4, y + h * 0.28)]).mask(), 3), 0.35)
        c.layer(who, ["#3b4a55", "#5a4238", "#44503f", "#6a3b35", "#2f3a4a"][int(c.rng.integers(0, 5))], "#342f30", y - h, y, rim=(-2, 2, "#ffedc2", 0.6))
    c.beam([(1300, 0), (1600, 0), (700, 1067), (200, 1067)], "#fff0c6", 0.22, 60)
    return c.finish(0.35, 1.1)


def winter_rooftops():
    c = Canvas(113)
    c.sky([(0, "#8fa6bd"), (320, "#c5c9cf"), (560, "#f0d8c2")])
    c.glow(380, 520, 420, "#ffe3bd", 0.6)
    hill = c.ink()
    ridge(c, hill, 560, 70, 12, 600)
    c.layer(hill, "#b7b9c2", texture=0.03)
    rows = ((600, 40, 110, (30, 64), "#a5abb9", (5, 7)), (690, 60, 150, (48, 90), "#858ea3", (8, 11)), (810, 110, 210, (80, 130), "#626c86", (13, 18)), (980, 170, 290, (130, 200), "#414b67", (20, 28)))
    for base, lo, hi, w, col, win in rows:
        ink = c.ink()
        lit = houses(ink, -40, 1640, base, lo, hi, c.rng, w, 0.75, 0.2, win)
        ink.rect(0, base, 1600, 1067)
        m = ink.mask()
        c.layer(m, col, "#c9c7c9" if base < 900 else "#39435d", base - hi, base + 60, texture=0.05)
        thick = max(2, int(hi / 30))
        c.over(np.clip(m - np.roll(m, thick, 0), 0, 1), "#f3f2f0", 0.92)
        c.windows(lit, "#ffd598", win[0] * 0.5, 0.85)
        for _ in range(4):
            x = c.rng.uniform(60, 1500)
            c.plume(x, base - hi * 0.95, 150 + hi * 0.6, 40 + hi * 0.4, 16 + hi * 0.1, "#f4efec", 0.55)
        c.haze(base - 10, 40, "#ecdfd6", 0.32)
    return c.finish(0.2, 1.08)


def flooded_road():
    c = Canvas(127)
    c.sky([(0, "#5c6a78"), (300, "#8a959b"), (520, "#c3c2b8")])
    c.clouds("#454f5c", -20, 420, 0.7, 220, 3.2, 0.6)
    c.clouds("#b9beba", 150, 520, 0.4, 110, 5, 0.45)
    far = c.ink()
    ridge(c, far, 540, 70, 16, 560)
    c.layer(far, "#8f9a9a", texture=0.03)
    mid = c.ink()
    lit = houses(mid, 960, 1330, 590, 46, 86, c.rng, (60, 90), 0.95, 0.3, (8, 9))
    for x in list(range(20, 900, 70)) + [1380, 1440, 1530]:
        bare_tree(mid, x + c.rng.uniform(-20, 20), 592, c.rng.uniform(90, 150), c.rng)
    c.layer(mid, "#5d686c", "#7c8584", 450, 590, texture=0.05)
    c.windows(lit, "#ffdb9c", 6, 0.9)
    c.haze(580, 36, "#c8c8be", 0.5)
    c.water(592, "#4c575a", 0.22, 0.6, calm=0.3)
    road = c.ink().poly([(620, 1067), (760, 800), (1010, 800), (1330, 1067)])
    c.layer(road, "#5a5d5d", "#3d4042", 800, 1067, texture=0.12, strength=0.92)
    c.over(blur(c.ink().poly([(600, 860), (740, 770), (1060, 770), (1120, 830), (900, 812)]).mask(), 16), "#7f8a89", 0.6)
    for y in (840, 905, 990):
        k = (y - 760) / 240
        c.over(c.ink().poly([(888 - 3 * k, y), (896 + 3 * k, y), (900 + 6 * k, y + 46 * k), (884 - 6 * k, y + 46 * k)]).mask(), "#d9d6c6", 0.6)
    near = c.ink()
    for x, b, h in ((560, 850, 90), (470, 980, 150), (1190, 860, 92), (1360, 1000, 160), (660, 770, 60), (1080, 770, 60)):
        near.rect(x - h * 0.04, b - h, x + h * 0.04, b)
    near.rect(848, 640, 853, 790)
    near.poly([(806, 650), (895, 650), (895, 700), (806, 700)])
    bare_tree(near, 180, 1000, 620, c.rng)
    c.layer(near, "#2b3234", "#252b2e", rim=(-2, 1, "#d6d4c8", 0.3))
    c.over(c.ink().rect(812, 656, 889, 694).mask(), "#b8462f", 0.85)
    c.over(c.ink().rect(822, 671, 879, 679).mask(), "#efe8d8", 0.9)
    man = c.ink()
    person(man, 990, 930, 210, c.rng, -1, True, True, 0.04)
    person(man, 1070, 915, 196, c.rng, -1, True, False, 0.03)
    c.layer(man, "#2d3740", "#23292d", rim=(-2, 1, "#e2ddcc", 0.4))
    c.over(c.ink().rect(972, 790, 1008, 800).rect(972, 812, 1008, 818).mask() * man.mask(), "#e4c34a", 0.9)
    c.rain(420, "#e6ebea", 0.16, 0.12, 40)
    return c.finish(0.0, 1.12)


def polling_queue():
    c = Canvas(131)
    c.sky([(0, "#2a3350"), (400, "#56617f"), (640, "#a79a9c")])
    wall = c.ink().rect(0, 120, 1600, 800)
    c.layer(wall, "#6c5f66", "#8d7d78", 120, 800, texture=0.12)
    courses = c.ink()
    for y in range(140, 800, 26):
        courses.line([(0, y), (1600, y)], 1)
    c.shade(courses.mask(), 0.14)
    frames = c.ink()
    for x in (60, 250, 1120, 1310, 1490):
        frames.rect(x - 6, 254, x + 106, 546)
    c.layer(frames, "#b3a396", texture=0.05)
    c.windows([(x, 260, x + 100, 540) for x in (60, 250, 1120, 1310, 1490)], "#ffd993", 22, 0.95)
    bars = c.ink()
    for x in (60, 250, 1120, 1310, 1490):
        bars.rect(x + 48, 260, x + 52, 540)
        for y in (330, 400, 470):
            bars.rect(x, y, x + 100, y + 3)
    c.over(bars.mask(), "#6f5f5c", 0.9)
    door = c.ink().rect(560, 250, 980, 800)
    door.oval(770, 250, 210, 120)
    c.layer(door, "#b9a894", "#a29383", texture=0.06)
    hole = c.ink().rect(610, 280, 930, 800)
    hole.oval(770, 280, 160, 86)
    m = hole.mask()
    c.over(m, "#ffe2a8", 0.95)
    c.light(blur(m, 60), "#ffcf86", 0.6)
    inside = c.ink()
    inside.rect(640, 640, 760, 770)
    inside.rect(790, 600, 800, 800)
    inside.rect(672, 626, 728, 642)
    c.over(inside.mask(), "#b98a55", 0.8)
    c.layer(c.ink().rect(0, 796, 1600, 1067), "#6d6468", "#3d3b48", 796, 1067, texture=0.1)
    for i, y in enumerate((800, 826, 858)):
        c.over(c.ink().rect(520 - i * 30, y, 1020 + i * 30, y + 24).mask(), ("#94867f", "#857873", "#756a69")[i], 1)
    fan = c.ink().poly([(620, 880), (920, 880), (1250, 1067), (330, 1067)]).mask()
    c.light(blur(fan, 26), "#ffce88", 0.42)
    spots = [(x, 890 + 22 * math.sin(i * 1.7), 232 + 12 * math.sin(i * 2.3)) for i, x in enumerate(range(60, 700, 84))]
    spots += [(720, 846, 210), (860, 840, 205), (980, 950, 250), (1240, 1000, 285), (1330, 1006, 200)]
    for x, y, h in spots:
        who = c.ink()
        person(who, x, y, h, c.rng, 1 if x < 760 else -1, True)
        c.shade(blur(c.ink().oval(x, y + 2, h * 0.16, h * 0.025).mask(), 5), 0.5)
        c.layer(who, "#2a2b3e", "#23222f", rim=((2 if x > 770 else -2), 1, "#ffd49a", 0.65))
    flag = c.ink()
    flag.rect(478, 150, 484, 420)
    flag.poly([(484, 160), (560, 178), (548, 250), (560, 320), (484, 300)])
    c.layer(flag, "#22545f", "#1b4350", rim=(-1, 1, "#dfe7e4", 0.2))
    c.flakes(260, (0.7, 2.4), "#f4f0ea", 0.6)
    return c.finish(0.25, 1.12)


SCENES = {
    "snowy-tram": snowy_tram,
    "market-morning": market_morning,
    "winter-rooftops": winter_rooftops,
    "flooded-road": flooded_road,
    "polling-queue": polling_queue,
}

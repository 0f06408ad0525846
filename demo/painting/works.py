"""Power, courts, grounds and workplaces."""

from .canvas import Canvas, blur
from .shapes import bare_tree, chimney, columns, gantry, houses, lamp_post, person, pylon, ridge, seated, tram, turbine, wire
import math
import numpy as np


def power_station():
    c = Canvas(301)
    c.sky([(0, "#0c1428"), (300, "#1a2646"), (520, "#3a3f63"), (640, "#7a5a63")])
    c.clouds("#1c2748", 0, 500, 0.5, 240, 3.4, 0.5)
    stars = c.ink()
    for _ in range(150):
        stars.oval(c.rng.uniform(0, 1600), c.rng.uniform(0, 330), c.rng.uniform(0.4, 1.2), v=int(c.rng.uniform(60, 220)))
    c.light(stars.mask(), "#dfe6ff", 0.7)
    c.glow(820, 660, 520, "#ff9a55", 0.5, 0.6)
    far = c.ink()
    win = houses(far, -20, 1620, 690, 26, 70, c.rng, (40, 80), 0.4, 0.3, (4, 5))
    c.layer(far, "#33365a", texture=0.03)
    c.windows(win, "#ffc980", 4, 0.7)
    st = c.ink()
    st.rect(420, 520, 1180, 700)
    for x in (420, 610, 800, 990):
        st.poly([(x, 522), (x, 470), (x + 190, 440), (x + 190, 522)])
    st.rect(1180, 570, 1360, 700)
    st.rect(260, 590, 420, 700)
    for x in (1240, 1320):
        st.rect(x - 26, 540, x + 26, 572)
    for x, h in ((520, 500), (760, 540), (1000, 470)):
        chimney(st, x, 700, h, 62)
    st.poly([(180, 700), (420, 560), (432, 574), (214, 700)])
    for x in range(470, 1180, 74):
        st.rect(x, 418 + (x % 5), x + 6, 470)
    c.layer(st, "#222844", "#2c2b40", 160, 700, rim=(-2, 2, "#ff9f62", 0.4), texture=0.08)
    for x, top in ((520, 200), (760, 160), (1000, 230)):
        c.plume(x, top, 620, 130, 74, "#b7a6b2", 0.62)
        c.plume(x, top, 300, 80, 40, "#e5c9b8", 0.35)
    boxes = []
    for r, y in enumerate((545, 585, 625, 660)):
        for x in range(440, 1170, 26):
            if c.rng.random() < 0.62:
                boxes.append((x, y, x + 14, y + 20, c.rng.uniform(0.4, 1)))
    c.windows(boxes, "#ffca7c", 9, 0.9)
    c.lamps([(520, 205), (760, 165), (1000, 235), (520, 330), (760, 330), (1000, 340)], "#ff4c3c", 3.4, 18, 1, "#ffd2c0")
    c.lamps([(x, 676) for x in range(200, 1420, 88)], "#ffb463", 3, 22)
    for x, h in ((1470, 330), (1560, 230)):
        ink = c.ink()
        ends = pylon(ink, x, 700, h)
        for e in ends:
            wire(ink, e, (e[0] - 130, 560), 12, 1)
        c.layer(ink, "#1c2240", texture=0)
    c.water(700, "#0a1124", 0.15, 1.1)
    near = c.ink()
    near.poly([(0, 1067), (0, 960), (420, 990), (760, 1067)])
    for x in range(0, 640, 40):
        near.line([(x, 975 + x * 0.09), (x, 925 + x * 0.09)], 3)
    near.line([(0, 934), (640, 990)], 4)
    person(near, 250, 992, 170, c.rng, 1, True, True, 0.02)
    person(near, 320, 998, 160, c.rng, 1, True, False, 0.02)
    c.layer(near, "#0a0f1f", texture=0.04, rim=(-2, 1, "#ffab6c", 0.4))
    return c.finish(0.2, 1.14)


def wind_farm():
    c = Canvas(311)
    c.sky([(0, "#3f6f96"), (320, "#8fb2c4"), (560, "#e6d9bb"), (640, "#f4e2b8")])
    c.clouds("#f3efe4", 30, 460, 0.7, 170, 4, 0.52)
    c.glow(300, 600, 360, "#fff0c2", 0.6)
    for n, base, h0, col, x0, gap in ((11, 648, 130, "#a9bac0", 60, 144), (7, 664, 230, "#d7dedc", 120, 230)):
        ink = c.ink()
        for i in range(n):
            turbine(ink, x0 + i * gap + c.rng.uniform(-20, 20), base, h0 * c.rng.uniform(0.92, 1.06), c.rng.uniform(0, 120))
        c.layer(ink, col, texture=0, rim=(2, 1, "#ffffff", 0.4))
    big = c.ink()
    turbine(big, 1130, 690, 640, 22)
    turbine(big, 560, 680, 470, 78)
    c.layer(big, "#f2f1ea", "#b9c4c6", 100, 690, rim=(2, 1, "#fffdf0", 0.5), texture=0.02)
    dark = np.clip(big.mask() - np.roll(big.mask(), 3, 1), 0, 1)
    c.over(dark, "#7f949e", 0.6)
    c.haze(650, 34, "#f5e6c4", 0.5)
    c.water(668, "#2c5a70", 0.3, 1.3, "#fff2cc", (300, 50))
    b = c.ink()
    b.poly([(700, 850), (724, 892), (930, 892), (966, 846), (880, 846), (870, 800), (790, 800), (784, 846)])
    b.rect(806, 780, 846, 802)
    b.line([(826, 780), (826, 720)], 3)
    person(b, 740, 850, 52, c.rng)
    person(b, 915, 848, 52, c.rng)
    c.layer(b, "#a23c2e", "#5a2a2a", 780, 892, rim=(2, 1, "#ffe8c2", 0.6))
    c.windows([(794, 808, 826, 832), (834, 808, 862, 832)], "#dcebee", 3, 0.8)
    wake = np.exp(-(((c.xx - 620) / 150) ** 2 + ((c.yy - 895) / 9) ** 2))
    c.light(wake * c.noise(30, 4, 3), "#ffffff", 0.7)
    return c.finish(0.1, 1.1)


def pylons_dusk():
    c = Canvas(317)
    c.sky([(0, "#26345c"), (300, "#5a5c86"), (520, "#c98a86"), (660, "#f5c089"), (740, "#f8d7a0")])
    c.clouds("#4c4e78", 40, 520, 0.5, 160, 5.5, 0.5, lit="#ffb08a")
    c.glow(1180, 700, 430, "#ffcc88", 0.8)
    c.disc(1180, 690, 38, "#fff0cc", 0.95)
    for y, rise, col in ((760, 60, "#b08890"), (800, 50, "#8a7084"), (850, 40, "#5f5570")):
        ink = c.ink()
        ridge(c, ink, y, rise, 8)
        c.layer(ink, col, texture=0.05)
        c.haze(y, 30, "#f4c79c", 0.35)
    masts = ((1440, 800, 180), (1290, 818, 250), (1060, 846, 360), (690, 890, 560), (110, 960, 860))
    prev = None
    for x, base, h in masts:
        ink = c.ink()
        ends = pylon(ink, x, base, h)
        if prev:
            for a, b in zip(ends, prev):
                wire(ink, a, b, 14 + h * 0.06, 0.8 + h / 700)
        c.layer(ink, "#3a3857" if h < 600 else "#262844", texture=0, rim=(-2, 1, "#ffc596", 0.35))
        prev = ends
    field = c.ink()
    ridge(c, field, 930, 26, 6)
    c.layer(field, "#3d3a52", "#1f2136", 900, 1067, texture=0.12)
    rows = c.ink()
    for k in range(-26, 40):
        rows.line([(800 + k * 26, 925), (800 + k * 120, 1067)], 1.6)
    c.light(rows.mask() * (c.yy > 930), "#e79f7c", 0.22)
    b = c.ink()
    for x, y, s in [(c.rng.normal(430, 90), c.rng.normal(330, 40), c.rng.uniform(4, 9)) for _ in range(34)]:
        b.line([(x - s, y - s * 0.4), (x, y), (x + s, y - s * 0.4)], 1.6)
    c.layer(b, "#2b2d4c", texture=0)
    return c.finish(0.3, 1.1)


def court_steps():
    c = Canvas(331)
    c.sky([(0, "#5d6a76"), (400, "#8b949a"), (700, "#aeb0ac")])
    c.clouds("#4a5662", -60, 360, 0.6, 220, 3, 0.6)
    body = c.ink().rect(120, 250, 1480, 760)
    c.layer(body, "#7d7a76", "#928d86", 250, 760, texture=0.08)
    shade = c.ink().rect(300, 330, 1300, 760)
    c.layer(shade, "#47474c", "#5b5855", 330, 760, texture=0.06)
    doors = c.ink()
    for x in (430, 720, 1010):
        doors.rect(x, 470, x + 160, 760)
    c.over(doors.mask(), "#2d2a2b", 0.95)
    c.windows([(736, 500, 864, 754)], "#f2cf92", 30, 0.85)
    mull = c.ink().rect(797, 500, 803, 760).rect(736, 600, 864, 604)
    c.over(mull.mask(), "#4a3b30", 1)
    ped = c.ink().poly([(220, 300), (800, 96), (1380, 300)])
    c.layer(ped, "#8f8b85", "#a39d94", 96, 300, rim=(-1, 2, "#dfe3e2", 0.4), texture=0.08)
    inner = c.ink().poly([(330, 284), (800, 124), (1270, 284)])
    c.layer(inner, "#7a7773", texture=0.08)
    scale = c.ink()
    scale.line([(800, 160), (800, 270)], 6)
    scale.line([(710, 186), (890, 186)], 5)
    for x in (710, 890):
        scale.line([(x, 186), (x - 28, 236)], 2).line([(x, 186), (x + 28, 236)], 2)
        scale.ring(x, 232, 30, 18, 6, 0, 180)
    scale.rect(766, 266, 834, 274)
    c.over(scale.mask(), "#c9c3b6", 0.9)
    cols = c.ink()
    cols.rect(200, 296, 1400, 336)
    columns(cols, 300, 1300, 350, 770, 7, 62)
    c.layer(cols, "#a8a29a", "#bdb6aa", 296, 770, rim=(-3, 1, "#eceae2", 0.5), texture=0.06)
    fl = c.ink()
    for i in range(7):
        x = 300 + 1000 * i / 6
        for k in (-18, -6, 6, 18):
            fl.line([(x + k, 362), (x + k * 1.1, 756)], 2)
    c.shade(fl.mask(), 0.22)
    for i in range(9):
        y = 766 + i * 25 + i * i * 1.5
        y2 = 766 + (i + 1) * 25 + (i + 1) ** 2 * 1.5
        x = 200 - i * 40
        c.layer(c.ink().rect(x, y, 1600 - x, y2), "#9a958d", "#706d6b", y, y2, texture=0.06, rim=(0, 2, "#e6e4dc", 0.45))
    c.layer(c.ink().rect(0, 1106, 1600, 1067), "#55565a")
    wet = blur(c.ink().poly([(720, 770), (880, 770), (960, 1067), (640, 1067)]).mask(), 22)
    c.light(wet, "#f4cf96", 0.3)
    people = ((610, 812, 170, "#33404a"), (700, 846, 190, "#2b333d"), (905, 830, 180, "#3a3438"), (1010, 900, 220, "#262e38"), (450, 940, 250, "#242a33"), (1190, 990, 285, "#1f252d"), (560, 1010, 290, "#1d232b"))
    for i, (x, y, h, col) in enumerate(people):
        who = c.ink()
        person(who, x, y, h, c.rng, 0, True, False, 0.05)
        if i % 3 != 2:
            top = y - h * 1.2
            who.line([(x + h * 0.1, y - h * 0.55), (x + h * 0.02, top)], 3)
            for k in range(1):
                dome = [(x - h * 0.36 + h * 0.76 * t / 20, top + h * 0.14 - h * 0.2 * math.sin(math.pi * t / 20)) for t in range(21)]
                low = [(x + h * 0.4 - h * 0.76 * t / 20, top + h * 0.14 - h * 0.035 * abs(math.sin(math.pi * t / 5))) for t in range(21)]
                who.poly(dome + low)
        c.shade(blur(c.ink().oval(x, y + 2, h * 0.2, h * 0.03).mask(), 4), 0.4)
        c.layer(who, col, "#1b2027", y - h, y, rim=(-2, 2, "#dfe4e4", 0.5))
    red = c.ink()
    x, y, h = people[4][:3]
    top = y - h * 1.2
    red.poly([(x - h * 0.36 + h * 0.76 * t / 20, top + h * 0.14 - h * 0.2 * math.sin(math.pi * t / 20)) for t in range(21)] + [(x + h * 0.4 - h * 0.76 * t / 20, top + h * 0.14 - h * 0.035 * abs(math.sin(math.pi * t / 5))) for t in range(21)])
    c.layer(red, "#a33a32", "#7c2a28", top, top + h * 0.2, rim=(-1, 2, "#ffd9cc", 0.5))
    c.rain(700, "#e6ecee", 0.22, 0.12, 44)
    return c.finish(0.0, 1.14)


def stadium():
    c = Canvas(341)
    c.sky([(0, "#0a1226"), (300, "#182546"), (560, "#31415f")])
    masts = ((170, 150, 1), (1430, 150, 1), (560, 300, 0.5), (1040, 300, 0.5))
    bank = c.ink()
    bank.poly([(0, 480), (360, 560), (1240, 560), (1600, 480), (1600, 760), (0, 760)])
    bank.poly([(0, 420), (380, 520), (380, 536), (0, 444)])
    bank.poly([(1600, 420), (1220, 520), (1220, 536), (1600, 444)])
    for x in range(0, 400, 70):
        bank.line([(x, 430 + x * 0.25), (x, 520)], 4)
        bank.line([(1600 - x, 430 + x * 0.25), (1600 - x, 520)], 4)
    c.layer(bank, "#1c2641", "#26304a", 420, 700, texture=0.1)
    crowd = {k: c.ink() for k in ("#5d6a86", "#8c8a94", "#a8664f", "#39456a", "#c2a673")}
    keys = list(crowd)
    for _ in range(5200):
        x = c.rng.uniform(0, 1600)
        edge = 486 + 78 * min(1, min(x, 1600 - x) / 360)
        y = c.rng.uniform(edge, 724)
        crowd[keys[int(c.rng.integers(0, 5))]].oval(x, y, 2.6 + (y - 480) / 110, 3 + (y - 480) / 100)
    for k, ink in crowd.items():
        c.over(ink.mask(), k, 0.55)
    phones = [(c.rng.uniform(20, 1580), c.rng.uniform(570, 710), 0.6) for _ in range(46)]
    c.lamps(phones, "#dfeaff", 1.6, 8, 0.8, "#ffffff")
    pitch = c.ink().poly([(240, 730), (1360, 730), (1720, 1067), (-120, 1067)])
    c.layer(c.ink().rect(0, 724, 1600, 1067), "#20352f", "#15241f", 724, 1067)
    c.layer(pitch, "#4d8a58", "#2f6a45", 730, 1067, texture=0.08)
    stripes = c.ink()
    for k in range(0, 12, 2):
        a, b = k / 12, (k + 1) / 12
        stripes.poly([(240 + 1120 * a, 730), (240 + 1120 * b, 730), (-120 + 1840 * b, 1067), (-120 + 1840 * a, 1067)])
    c.light(stripes.mask(), "#bfe6a8", 0.12)
    lines = c.ink()
    lines.line([(240, 732), (1360, 732)], 2).line([(240, 730), (-120, 1067)], 4).line([(1360, 730), (1720, 1067)], 4)
    lines.line([(800, 732), (800, 1067)], 3)
    lines.ring(800, 880, 230, 74, 3.4)
    c.over(lines.mask(), "#eef5ea", 0.75)
    for x, y, k in masts:
        ink = c.ink()
        ink.poly([(x - 10 * k, 600), (x - 5 * k, y), (x + 5 * k, y), (x + 10 * k, 600)])
        ink.rect(x - 74 * k, y - 56 * k, x + 74 * k, y + 10 * k)
        c.layer(ink, "#0f1830", texture=0)
        pts = [(x + dx * 27 * k, y + dy * 22 * k - 34 * k, k) for dx in (-2, -1, 0, 1, 2) for dy in (-0.4, 0.6, 1.5)]
        toward = 800 + (x - 800) * 0.1
        c.beam([(x - 60 * k, y), (x + 60 * k, y), (toward + 520 * k, 1000), (toward - 520 * k, 1000)], "#dbe9ff", 0.17, 34)
        c.glow(x, y - 20 * k, 190 * k, "#dcebff", 0.75)
        c.lamps(pts, "#e8f2ff", 8, 26 * k + 4, 1, "#ffffff")
    c.haze(640, 170, "#a9bfd8", 0.2, 0.5)
    players = ((690, 860, "#d9a441"), (770, 900, "#e6e6ea"), (900, 850, "#d9a441"), (980, 930, "#e6e6ea"), (560, 960, "#d9a441"), (1150, 880, "#e6e6ea"), (430, 840, "#d9a441"), (850, 1000, "#d9a441"))
    for x, y, col in players:
        h = 58 + (y - 730) * 0.24
        who = c.ink()
        person(who, x, y, h, c.rng, 0, False, False, 0.1, False)
        for d in (-1, 1):
            c.shade(blur(c.ink().poly([(x - 4, y), (x + 4, y), (x + d * h * 0.8 + 6, y + h * 0.16), (x + d * h * 0.8 - 6, y + h * 0.18)]).mask(), 3), 0.3)
        m = who.mask()
        c.layer(m, "#22304a", texture=0, rim=(-1, 2, "#ffffff", 0.6))
        c.over(m * (c.yy > y - h * 0.86) * (c.yy < y - h * 0.48), col, 0.9)
    c.over(c.ink().oval(812, 925, 7).mask(), "#ffffff", 1)
    return c.finish(0.0, 1.12, vignette=0.4)


def bakery():
    c = Canvas(351)
    c.sky([(0, "#10172b"), (500, "#1b2440"), (1067, "#151a2b")])
    wall = c.ink().rect(0, 0, 1600, 860)
    c.layer(wall, "#232a42", "#2d3046", 0, 860, texture=0.14)
    upper = c.ink()
    for x in (120, 420, 1010, 1310):
        upper.rect(x, 40, x + 150, 270)
    c.layer(upper, "#161c30", texture=0.05, rim=(-2, 2, "#4d5a80", 0.6))
    front = c.ink().rect(330, 350, 1270, 860)
    c.layer(front, "#3c2b28", "#2a1f21", 350, 860, texture=0.1, rim=(0, 2, "#ffb56a", 0.4))
    win = c.ink().rect(380, 440, 930, 760)
    door = c.ink().rect(1010, 440, 1200, 850)
    m = np.clip(win.mask() + door.mask(), 0, 1)
    c.layer(m, "#ffd58c", "#e89a4a", 440, 800, texture=0.05)
    shelf = c.ink()
    for y in (540, 630):
        shelf.rect(380, y, 930, y + 7)
    c.over(shelf.mask(), "#7a4a26", 1)
    bread = {k: c.ink() for k in ("#a8642c", "#c98540", "#8a4c22")}
    ks = list(bread)
    for y, n in ((540, 15), (630, 13), (754, 12)):
        for i in range(n):
            x = 400 + 515 * (i + 0.5) / n
            r = 16 if y < 700 else 21
            bread[ks[int(c.rng.integers(0, 3))]].oval(x, y - r * 0.6, r * c.rng.uniform(0.9, 1.15), r * 0.66)
    for k, ink in bread.items():
        c.layer(ink, k, rim=(0, 2, "#ffe6b2", 0.7), texture=0.1)
    bak = c.ink()
    person(bak, 690, 800, 300, c.rng, 0, False, True, 0.01, False)
    c.over(bak.mask() * win.mask() * (c.yy < 650), "#8a4f2a", 0.75)
    frame = c.ink()
    for x in (376, 650, 926, 1006, 1196):
        frame.rect(x, 436, x + 8, 770 if x < 1000 else 855)
    frame.rect(376, 436, 934, 446).rect(376, 756, 934, 770).rect(1006, 436, 1204, 446).rect(1010, 690, 1200, 698)
    c.layer(frame, "#2b1d1b", texture=0)
    sign = c.ink().rect(360, 362, 1240, 424)
    c.layer(sign, "#4a2c25", "#3a221f", rim=(0, 2, "#ffbf7a", 0.5))
    pretzel = c.ink()
    pretzel.ring(776, 394, 15, 15, 5).ring(806, 394, 15, 15, 5).ring(791, 404, 22, 15, 5, 0, 180)
    c.over(pretzel.mask(), "#e5b263", 1)
    c.light(blur(m, 60), "#ffb25c", 0.65)
    c.lamps([(470, 470, 1.2), (650, 466, 1.2), (830, 470, 1.2), (1105, 480, 1.2)], "#ffd48a", 7, 36)
    c.layer(c.ink().rect(0, 856, 1600, 1067), "#262b40", "#131726", 856, 1067, texture=0.12)
    c.light(blur(c.ink().poly([(380, 864), (1200, 864), (1420, 1067), (120, 1067)]).mask(), 30), "#ffae58", 0.42)
    stones = c.ink()
    for i in range(9):
        y = 870 + i * i * 2.6
        for k in range(-30, 60):
            x = 800 + (k - 15 + (i % 2) * 0.5) * (36 + i * 9)
            stones.ring(x, y, 15 + i * 4, 3 + i * 1.2, 1.4, 180, 360)
    c.light(stones.mask(), "#ffc98a", 0.16)
    for x, y, h in ((1260, 930, 300), (1360, 944, 292), (1450, 952, 305), (560, 960, 315), (640, 968, 200), (1100, 880, 270)):
        who = c.ink()
        person(who, x, y, h, c.rng, -1 if x > 1200 else 0, True)
        c.shade(blur(c.ink().poly([(x - 20, y), (x + 20, y), (x + 60 + (x - 800) * 0.2, y + 110), (x - 40 + (x - 800) * 0.2, y + 110)]).mask(), 8), 0.5)
        c.layer(who, "#171a29", "#121522", rim=((-3 if x < 800 else 3), 2, "#ffb970", 0.75))
    c.flakes(200, (0.7, 2.2), "#f4ead8", 0.55)
    return c.finish(0.35, 1.15, vignette=0.5)


def election_square():
    c = Canvas(361)
    c.sky([(0, "#0e1730"), (320, "#22305a"), (560, "#4d4a6e")])
    c.clouds("#25315a", 0, 420, 0.5, 220, 3.6, 0.5)
    for x0, x1, lo, hi in ((-60, 430, 260, 400), (1170, 1680, 260, 400)):
        ink = c.ink()
        win = houses(ink, x0, x1, 700, lo, hi, c.rng, (100, 150), 0.7, 0.3, (15, 22))
        c.layer(ink, "#1c2547", "#2a2f52", 300, 700, texture=0.06)
        c.windows(win, "#ffc77a", 9, 0.85)
    hall = c.ink()
    hall.rect(430, 400, 1170, 710)
    hall.rect(720, 170, 880, 420)
    hall.poly([(706, 172), (800, 40), (894, 172)])
    hall.poly([(410, 404), (480, 330), (1120, 330), (1190, 404)])
    hall.line([(800, 44), (800, 6)], 4)
    c.layer(hall, "#5d4a4d", "#8d6a55", 60, 700, rim=(0, 2, "#ffd49a", 0.4), texture=0.08)
    arches = c.ink()
    for i in range(9):
        x = 462 + i * 79
        arches.rect(x, 600, x + 44, 708)
        arches.oval(x + 22, 600, 22, 24)
    c.over(arches.mask(), "#ffe0a2", 0.95)
    c.light(blur(arches.mask(), 22), "#ffc878", 0.6)
    c.windows([(468 + i * 79, 450, 502 + i * 79, 540) for i in range(9)], "#ffd592", 14, 0.95)
    clock = c.ink().oval(800, 250, 46)
    c.over(clock.mask(), "#fff2cf", 1)
    c.light(blur(clock.mask(), 24), "#ffdf9f", 0.6)
    hands = c.ink().ring(800, 250, 46, 46, 5).line([(800, 250), (786, 222)], 5).line([(800, 250), (788, 286)], 4)
    c.over(hands.mask(), "#4a3a38", 1)
    c.glow(800, 640, 520, "#ffb569", 0.45, 0.6)
    c.layer(c.ink().rect(0, 700, 1600, 1067), "#4a3d46", "#14141f", 700, 1067)
    for y, n, h, col in ((730, 74, 62, "#6b535a"), (770, 58, 84, "#594650"), (824, 44, 116, "#463a47"), (896, 32, 160, "#352f3d"), (1000, 22, 224, "#262431"), (1110, 15, 290, "#181923")):
        ink, lights = c.ink(), []
        for i in range(n):
            x = 1600 * (i + c.rng.uniform(0.2, 0.8)) / n
            seated(ink, x, y + h * 0.3, h, c.rng)
            if c.rng.random() < 0.3:
                hx, hy = x + h * 0.3, y - h * 0.86
                ink.line([(x + h * 0.2, y), (hx, hy)], h * 0.07)
                ink.line([(hx, hy - h * 0.34), (hx, hy)], 2)
                lights.append((hx, hy - h * 0.3, h / 80))
        c.layer(ink, col, "#0e0f18", y - h, y + 90, rim=(0, 2, "#ffc486", 0.5), texture=0.05)
        c.haze(y - h * 0.2, h * 0.5 + 20, "#a8775a", max(0.0, 0.42 - (y - 700) / 900), 0.2)
        c.lamps(lights, "#ffb45e", 4, 6 + h / 11, 0.8, "#ffe2b0")
    return c.finish(0.3, 1.14, vignette=0.45)


def observatory():
    c = Canvas(371)
    c.sky([(0, "#0a1024"), (420, "#15224a"), (760, "#35406b"), (900, "#6b5d78")])
    milky = np.exp(-(((c.yy - 420 + (c.xx - 800) * 0.55) / 150) ** 2)) * c.noise(170, 6, 1.4) ** 1.5
    c.light(milky, "#a9b4e6", 0.5)
    c.light(np.exp(-(((c.yy - 420 + (c.xx - 800) * 0.55) / 60) ** 2)) * c.noise(90, 5) ** 2, "#f0d7c8", 0.3)
    stars, big = c.ink(), []
    for _ in range(1500):
        stars.oval(c.rng.uniform(0, 1600), c.rng.uniform(0, 840), c.rng.uniform(0.3, 1.1), v=int(c.rng.uniform(50, 255)))
    c.light(stars.mask(), "#eef2ff", 0.95)
    c.lamps([(c.rng.uniform(0, 1600), c.rng.uniform(0, 620), c.rng.uniform(0.5, 1)) for _ in range(28)], "#cfdcff", 2, 9, 0.8, "#ffffff")
    city = c.ink()
    win = houses(city, -20, 1620, 900, 16, 46, c.rng, (30, 60), 0.4, 0.14, (3, 4))
    c.layer(city, "#2b3156", texture=0.03)
    c.windows(win, "#ffc880", 3, 0.6)
    c.haze(880, 40, "#8a6f80", 0.4)
    hill = c.ink()
    pts = [(x, 1000 - 190 * math.exp(-(((x - 980) / 380) ** 2))) for x in range(0, 1601, 10)]
    hill.poly(pts + [(1600, 1067), (0, 1067)])
    for x in (80, 170, 260, 330, 1470, 1540):
        bare_tree(hill, x, 1000, c.rng.uniform(130, 210), c.rng)
    dome = c.ink()
    dome.rect(830, 640, 1150, 830)
    dome.oval(990, 640, 176, 170)
    dome.rect(806, 632, 1174, 660)
    dome.rect(1150, 720, 1270, 830)
    c.layer(dome, "#3a4468", "#20284a", 470, 830, rim=(2, 2, "#b6c3ee", 0.5), texture=0.06)
    slit = c.ink().poly([(930, 480), (985, 466), (1010, 634), (940, 634)])
    c.over(slit.mask(), "#0d1226", 1)
    c.light(slit.mask() * np.clip((c.yy - 520) / 110, 0, 1), "#c8523c", 0.6)
    tube = c.ink().poly([(925, 470), (948, 460), (985, 620), (956, 628)])
    c.layer(tube, "#7c86a8", "#3c4468", 460, 628, rim=(2, 1, "#e6ecff", 0.6))
    ribs = c.ink()
    for k in (-130, -80, 60, 110, 150):
        ribs.ring(990, 640, abs(k), 168, 2, 180, 270) if k < 0 else ribs.ring(990, 640, k, 168, 2, 270, 360)
    c.shade(ribs.mask(), 0.4)
    c.layer(hill, "#141a33", "#0b0f20", 800, 1067, texture=0.08)
    c.windows([(1180, 745, 1204, 775), (1222, 745, 1246, 775)], "#d9563d", 14, 0.9)
    c.windows([(960, 745, 1010, 830)], "#b8432f", 16, 0.75)
    p = c.ink()
    for x, h in ((700, 78), (730, 84), (760, 60), (640, 80)):
        person(p, x, 1003 - 190 * math.exp(-(((x - 980) / 380) ** 2)), h, c.rng)
    c.layer(p, "#0c1020", texture=0, rim=(2, 1, "#9fb0e4", 0.4))
    return c.finish(0.0, 1.14)


def rail_freight():
    c = Canvas(381)
    c.sky([(0, "#7f8fa0"), (320, "#b7b6b4"), (560, "#e8c9a0"), (640, "#f4dbb0")])
    c.clouds("#8c94a0", 20, 440, 0.5, 180, 4.5, 0.5, lit="#ffe0b4")
    c.glow(360, 620, 380, "#ffe2ac", 0.7)
    far = c.ink()
    ridge(c, far, 640, 70, 10)
    c.layer(far, "#a59f9c", texture=0.03)
    silo = c.ink()
    for i in range(7):
        x = 980 + i * 74
        silo.rect(x, 300, x + 70, 690)
        silo.oval(x + 35, 300, 35, 12)
    silo.rect(960, 250, 1500, 300)
    silo.rect(1440, 180, 1520, 690)
    silo.poly([(700, 690), (980, 262), (992, 274), (730, 690)])
    c.layer(silo, "#8e857f", "#aa9c8c", 180, 690, rim=(3, 2, "#fff0cc", 0.5), texture=0.06)
    bands = c.ink()
    for i in range(7):
        bands.rect(980 + i * 74 + 50, 306, 980 + i * 74 + 70, 690)
    c.shade(blur(bands.mask(), 6), 0.35)
    c.haze(660, 40, "#f5dfb8", 0.55)
    c.layer(c.ink().rect(0, 684, 1600, 1067), "#8c8074", "#4a4543", 684, 1067, texture=0.2)
    for y, k, col in ((742, 0.7, "#7a6a5a"), (840, 1.0, "#6e4637")):
        x = -40
        while x < 1640:
            w = 250 * k
            wag = c.ink()
            wag.poly([(x + 6 * k, y - 104 * k), (x + w - 6 * k, y - 104 * k), (x + w - 20 * k, y - 20 * k), (x + 20 * k, y - 20 * k)])
            wag.rect(x - 4, y - 24 * k, x + w + 4, y - 14 * k)
            for fx in (0.16, 0.3, 0.7, 0.84):
                wag.oval(x + w * fx, y - 8 * k, 11 * k)
            c.layer(wag, col, "#2f2a2a", y - 104 * k, y, rim=(2, 2, "#ffe4b4", 0.55), texture=0.12)
            load = c.ink()
            load.poly([(x + 14 * k, y - 103 * k)] + [(x + 14 * k + (w - 28 * k) * t / 12, y - 104 * k - 26 * k * math.sin(math.pi * t / 12) ** 0.8) for t in range(13)])
            c.layer(load, "#d2a552", "#b4873c", texture=0.25, rim=(2, 2, "#fff0c0", 0.5))
            ribs = c.ink()
            for r in range(1, 8):
                ribs.line([(x + w * r / 8, y - 102 * k), (x + w * r / 8, y - 22 * k)], 2.4 * k)
            c.shade(ribs.mask(), 0.3)
            x += w + 14 * k
        rail = c.ink().rect(0, y + 2, 1600, y + 6 * k)
        c.over(rail.mask(), "#d9cdb8", 0.8)
    for y in (930, 1010):
        rail = c.ink().rect(0, y, 1600, y + 8)
        sl = c.ink()
        for x in range(-20, 1620, 62):
            sl.poly([(x, y - 12), (x + 30, y - 12), (x + 24, y + 24), (x - 8, y + 24)])
        c.over(sl.mask(), "#3b3432", 0.55)
        c.over(rail.mask(), "#e6d6b8", 0.75)
    p = c.ink()
    person(p, 330, 900, 190, c.rng, 1, False, True, 0.06, False)
    c.shade(blur(c.ink().poly([(315, 900), (345, 900), (470, 950), (420, 956)]).mask(), 4), 0.35)
    c.layer(p, "#2c343c", "#23282e", rim=(2, 2, "#ffe9bd", 0.7))
    c.over(p.mask() * (c.yy > 748) * (c.yy < 812), "#d07a2c", 0.8)
    return c.finish(0.25, 1.1)


def tram_depot():
    c = Canvas(391)
    c.sky([(0, "#1c222c"), (1067, "#14181f")])
    roof = c.ink().rect(0, 0, 1600, 1067)
    c.layer(roof, "#2a323c", "#1f252d", 0, 1067, texture=0.06)
    for i in range(9):
        k = c.ink()
        x = 90 + i * 178
        k.poly([(x - 50, 60), (x + 50, 60), (x + 30, 150), (x - 30, 150)])
        m = k.mask()
        c.over(m, "#d5e3e8", 0.85)
        c.light(blur(m, 30), "#cfe3ee", 0.5)
        c.beam([(x - 30, 150), (x + 30, 150), (x + 170, 1000), (x - 170, 1000)], "#cfe2ec", 0.09, 30)
    tr = c.ink()
    for i in range(10):
        x = i * 178
        tr.line([(x, 30), (x + 90, 190), (x + 178, 30)], 4)
    tr.line([(0, 190), (1600, 190)], 7)
    c.layer(tr, "#151a21", texture=0)
    for x, w, col, on in ((250, 290, "#7c2f34", False), (620, 320, "#8c343a", True), (1010, 300, "#7c2f34", False), (1360, 280, "#2f5a62", False)):
        b, h = 860, 520
        ink = c.ink().poly([(x - w * 0.46, b), (x - w * 0.5, b - h * 0.4), (x - w * 0.44, b - h), (x + w * 0.44, b - h), (x + w * 0.5, b - h * 0.4), (x + w * 0.46, b)])
        c.layer(ink, col, "#32181d" if col[1] != "2" else "#182a30", b - h, b, rim=(-2, 3, "#eef6fa", 0.5), texture=0.06)
        band = c.ink().rect(x - w * 0.5, b - h * 0.42, x + w * 0.5, b - h * 0.36)
        c.over(band.mask() * ink.mask(), "#e2cfa6", 0.85)
        glass = c.ink().poly([(x - w * 0.4, b - h * 0.84), (x + w * 0.4, b - h * 0.84), (x + w * 0.43, b - h * 0.48), (x - w * 0.43, b - h * 0.48)])
        c.layer(glass, "#ffd890" if on else "#40525c", "#e8a95a" if on else "#212c34", b - h * 0.84, b - h * 0.48, texture=0.03)
        if on:
            c.light(blur(glass.mask(), 30), "#ffcf80", 0.5)
        c.over(c.ink().rect(x - 4, b - h * 0.84, x + 4, b - h * 0.48).mask(), "#1b1c22", 0.9)
        plate = c.ink().rect(x - w * 0.22, b - h * 0.96, x + w * 0.22, b - h * 0.88)
        c.over(plate.mask(), "#ffdf9a" if on else "#59626a", 0.9)
        c.lamps([(x - w * 0.3, b - h * 0.2, 1.4), (x + w * 0.3, b - h * 0.2, 1.4)] if on else [], "#fff0c8", 9, 40) if on else None
        eyes = c.ink().oval(x - w * 0.3, b - h * 0.2, 15).oval(x + w * 0.3, b - h * 0.2, 15)
        if not on:
            c.over(eyes.mask(), "#8f9ba2", 0.8)
        c.over(c.ink().rect(x - w * 0.48, b - 26, x + w * 0.48, b).mask(), "#111419", 0.9)
    c.layer(c.ink().rect(0, 860, 1600, 1067), "#343b43", "#15191f", 860, 1067, texture=0.1)
    rails = c.ink()
    for x in (250, 620, 1010, 1360):
        for d in (-70, 70):
            bx = 800 + (x + d - 800) * 1.5
            rails.poly([(x + d - 3, 862), (x + d + 3, 862), (bx + 8, 1067), (bx - 8, 1067)])
    c.over(rails.mask(), "#9fb0b8", 0.7)
    c.light(blur(c.ink().poly([(520, 866), (720, 866), (760, 1067), (360, 1067)]).mask(), 24), "#ffd890", 0.35)
    p = c.ink()
    person(p, 840, 985, 330, c.rng, -1, False, True, 0.04, False)
    p.line([(800, 800), (752, 850), (720, 846)], 13)
    p.line([(700, 880), (738, 830)], 7)
    person(p, 450, 950, 300, c.rng, 1, True, False, 0.03, True)
    c.layer(p, "#10141a", rim=(-3, 2, "#e6eef2", 0.55))
    return c.finish(0.0, 1.14, vignette=0.45)


SCENES = {
    "power-station": power_station,
    "wind-farm": wind_farm,
    "pylons-dusk": pylons_dusk,
    "court-steps": court_steps,
    "stadium-floodlights": stadium,
    "bakery-lamplight": bakery,
    "election-night-square": election_square,
    "observatory": observatory,
    "rail-freight": rail_freight,
    "tram-depot": tram_depot,
}

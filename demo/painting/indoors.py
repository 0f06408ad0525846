"""Work and warmth: the shipyard, a street dug up, a kitchen."""

from .canvas import Canvas, blur
from .rooms import box
from .shapes import houses, lamp_post, person
import math
import numpy as np


def machine_hall():
    c = Canvas(701)
    box(c, 560, 260, 1040, 620, ("#3c3a3c", "#242428"), ("#2b2f36", "#17191e"), "#30343a", "#383a3e", "#4c4f52")
    p = lambda t: 1 / (1 + t * 2.3)
    def at(x, y, t):
        s = p(t)
        return (800 + (x - 800) * s, 450 + (y - 450) * s)
    for i in range(6, -1, -1):
        t = i / 6
        truss = c.ink()
        truss.line([at(-60, 120, t), at(1660, 120, t)], 22 * p(t))
        truss.line([at(-60, 20, t), at(1660, 20, t)], 16 * p(t))
        for k in range(12):
            truss.line([at(-60 + k * 144, 120, t), at(12 + k * 144, 20, t), at(84 + k * 144, 120, t)], 8 * p(t))
        for x in (20, 1580):
            truss.line([at(x, 1100, t), at(x, 60, t)], 40 * p(t))
        c.layer(truss, "#1e2127", "#2a2d33", texture=0.05, rim=(0, 2, "#b7c4cc", 0.25))
        lamps = [(*at(x, 175, t), p(t) * 2) for x in (420, 1180)]
        c.lamps(lamps, "#ffe2ae", 6, 30 * p(t) + 6)
        c.haze(330, 220, "#6d6a64", 0.05, 0.2)
    for x in (420, 1180):
        c.beam([(x - 10, 175), (x + 10, 175), (x + 260, 1000), (x - 260, 1000)], "#ffe6ba", 0.16, 40)
    skylight = c.ink().poly([at(600, -40, 0.1), at(1000, -40, 0.1), at(1000, -40, 1), at(600, -40, 1)])
    c.light(skylight.mask(), "#5f7482", 0.5)
    bed = c.ink()
    bed.poly([(150, 900), (190, 800), (1460, 800), (1500, 900)])
    bed.rect(190, 900, 330, 985).rect(1320, 900, 1460, 985).rect(760, 900, 860, 985)
    bed.rect(180, 560, 450, 810)
    bed.poly([(180, 560), (220, 520), (430, 520), (450, 560)])
    bed.rect(1250, 650, 1400, 800)
    bed.poly([(1180, 690), (1250, 676), (1250, 736), (1180, 722)])
    bed.rect(1395, 690, 1450, 730)
    bed.oval(1470, 710, 40, 40)
    c.layer(bed, "#2c4a4a", "#18292b", 520, 985, rim=(0, 3, "#ffe6bd", 0.5), texture=0.1)
    dials = c.ink()
    for x, y in ((230, 620), (290, 620), (230, 690), (350, 700), (400, 700)):
        dials.ring(x, y, 19, 19, 4)
        dials.line([(x, y), (x + 10, y - 10)], 3)
    c.over(dials.mask(), "#c7b88e", 0.8)
    chuck = c.ink().rect(450, 560, 500, 770)
    c.layer(chuck, "#77807f", "#4c5555", 560, 770, rim=(0, 3, "#ffffff", 0.5))
    ring = c.ink()
    ring.oval(690, 665, 190, 190)
    c.layer(ring, "#c7c2b4", "#7b776e", 480, 850, rim=(0, 3, "#fffbe8", 0.7), texture=0.06)
    turn = np.abs(np.sin(np.sqrt((c.xx - 690) ** 2 + (c.yy - 665) ** 2) * 0.9))
    c.shade(ring.mask() * turn, 0.16)
    angle = np.arctan2(c.yy - 665, c.xx - 690)
    sheen = np.clip(np.cos((angle + 0.9) * 2) - 0.55, 0, 1) * 2
    c.light(ring.mask() * sheen, "#fff4d8", 0.6)
    hole = c.ink().oval(690, 665, 112, 112)
    c.layer(hole, "#2a2b2c", "#3c3a36", 550, 780, texture=0.05)
    lip = c.ink().ring(690, 665, 116, 116, 7)
    c.over(lip.mask(), "#efe6cf", 0.7)
    groove = c.ink().ring(690, 665, 150, 150, 4, 200, 320)
    c.over(groove.mask(), "#5a564e", 0.9)
    tool = c.ink()
    tool.rect(900, 750, 1060, 806).rect(930, 690, 1020, 756)
    tool.poly([(930, 700), (876, 676), (930, 720)])
    c.layer(tool, "#39474a", "#222b2e", 690, 806, rim=(0, 2, "#ffe9c0", 0.6))
    sparks = c.ink()
    for _ in range(150):
        a, k = c.rng.normal(-0.7, 0.5), c.rng.uniform(10, 190) ** 1.0
        x, y = 878 + math.cos(a) * k, 676 + math.sin(a) * k * 0.8 + k * k * 0.003
        sparks.line([(x, y), (x + math.cos(a) * 9, y + math.sin(a) * 7)], c.rng.uniform(0.8, 2.2))
    m = sparks.mask()
    c.glow(880, 676, 120, "#ffb45e", 0.8)
    c.light(blur(m, 5) * 2, "#ff9a3c", 0.7)
    c.over(m, "#fff0c4", 0.95)
    w = c.ink()
    person(w, 1120, 960, 400, c.rng, -1, True, False, 0.03, False)
    w.line([(1090, 680), (1030, 730), (985, 740)], 20)
    person(w, 560, 1000, 430, c.rng, 1, False, True, 0.03, False)
    c.layer(w, "#1c2229", "#15191e", rim=(3, 3, "#ffd796", 0.55))
    sheet = c.ink().poly([(1240, 1010), (1560, 985), (1600, 1050), (1250, 1067)])
    c.layer(sheet, "#d8c39a", "#b49c70", 985, 1067, rim=(0, 2, "#fff4d8", 0.6), texture=0.1)
    d = c.ink()
    d.ring(1370, 1030, 44, 18, 2).ring(1370, 1030, 26, 10, 2)
    d.line([(1300, 1032), (1440, 1026)], 1.5).line([(1470, 1012), (1560, 1006)], 2).line([(1474, 1026), (1566, 1020)], 2)
    c.over(d.mask(), "#5c4327", 0.8)
    return c.finish(0.1, 1.14, vignette=0.45)


def pipe_trench():
    c = Canvas(711)
    c.sky([(0, "#172038"), (420, "#2c3957"), (760, "#4a5068")])
    for x0, x1, base, lo, hi, col, win in ((380, 1240, 660, 120, 220, "#39456a", (8, 12)), (-80, 430, 760, 380, 560, "#242d4a", (20, 28)), (1180, 1700, 760, 400, 560, "#222a46", (20, 28))):
        ink = c.ink()
        lit = houses(ink, x0, x1, base, lo, hi, c.rng, (70, 120) if win[0] < 10 else (120, 180), 0.7, 0.3, win)
        c.layer(ink, col, "#4b5474", base - hi, base, texture=0.06)
        c.windows(lit, "#ffca80", win[0] * 0.6, 0.8)
        snow = np.clip(ink.mask() - np.roll(ink.mask(), max(3, win[0] // 3), 0), 0, 1)
        c.over(snow, "#c3cadb", 0.7)
        c.haze(base - 30, 60, "#7b7f94", 0.3)
    road = c.ink().poly([(560, 650), (900, 650), (1760, 1067), (-160, 1067)])
    c.layer(road, "#6f7690", "#9aa2b8", 650, 1067, texture=0.14)
    c.layer(c.ink().poly([(-10, 760), (560, 650), (-160, 1067)]), "#8e96ad", "#b9c0d2", 650, 1067, texture=0.1)
    c.layer(c.ink().poly([(1610, 760), (900, 650), (1760, 1067)]), "#8e96ad", "#b9c0d2", 650, 1067, texture=0.1)
    trench = c.ink().poly([(700, 668), (770, 668), (1060, 1067), (420, 1067)])
    c.layer(trench, "#241d1c", "#120f10", 668, 1067, texture=0.2)
    inner = c.ink().poly([(716, 690), (756, 690), (930, 1067), (560, 1067)])
    c.layer(inner, "#4a3628", "#2d2019", 690, 1067, texture=0.2)
    for off, col in ((-0.2, "#1b1f24"), (0.24, "#1b1f24")):
        pipe = c.ink()
        for k in range(40):
            t = (k / 39) ** 1.6
            y = 690 + 377 * t
            pipe.oval(736 + (off * 300 + 10) * t, y, 5 + 58 * t, 4 + 40 * t)
        c.layer(pipe, "#2a2f35", col, 690, 1067, rim=(2, 2, "#ffcf8c", 0.7), texture=0.08)
        bands = c.ink()
        for k in range(5):
            t = (0.2 + k / 5) ** 1.6
            bands.ring(736 + (off * 300 + 10) * t, 690 + 377 * t, 5 + 58 * t, 4 + 40 * t, 3 + 6 * t, 180, 360)
        c.over(bands.mask(), "#e0a23c", 0.8)
    c.glow(738, 770, 330, "#ffb25a", 0.6)
    steam = c.noise(150, 6, 0.8) * np.exp(-(((c.xx - 760 - (720 - c.yy) * 0.25) / (70 + np.clip(760 - c.yy, 0, 900) * 0.33)) ** 2)) * np.clip((790 - c.yy) / 200, 0, 1) * np.clip((c.yy - 60) / 400, 0, 1)
    c.over(blur(np.clip(steam * 1.5, 0, 1), 4), "#e9d3b8", 0.8)
    posts = c.ink()
    heads = [lamp_post(posts, x, b, h, a) for x, b, h, a in ((440, 720, 330, 1), (1060, 720, 330, -1), (180, 900, 560, 1), (1400, 900, 560, -1))]
    c.layer(posts, "#141a2c", texture=0)
    c.lamps([(x, y, 1 + i // 2 * 0.5) for i, (x, y) in enumerate(heads)], "#ffc97e", 6, 44)
    fence = c.ink()
    for x0, y0, x1, y1 in ((400, 1067, 690, 690), (1090, 1067, 786, 690)):
        for k in range(7):
            t = k / 6
            x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
            h = 130 * (1 - t) + 22 * t
            fence.rect(x - h * 0.04, y - h, x + h * 0.04, y)
        fence.poly([(x0, y0 - 128), (x1, y1 - 22), (x1, y1 - 17), (x0, y0 - 100)])
        fence.poly([(x0, y0 - 70), (x1, y1 - 11), (x1, y1 - 8), (x0, y0 - 48)])
    c.layer(fence, "#d9d2c4", "#a99f92", 690, 1067, rim=(0, 2, "#ffe0ad", 0.5))
    stripes = fence.mask() * (((c.xx + c.yy * 0.6) % 90) < 45)
    c.over(stripes, "#b1402f", 0.9)
    w = c.ink()
    for x, y, h, f in ((640, 800, 150, 1), (850, 815, 158, -1), (1180, 960, 290, -1), (320, 950, 270, 1)):
        person(w, x, y, h, c.rng, f, False, True, 0.04, False)
    w.line([(672, 730), (700, 790), (716, 812)], 5)
    m = w.mask()
    c.layer(m, "#1d2233", "#171b29", rim=(-2, 2, "#ffcf90", 0.65))
    vest = np.zeros_like(m)
    for x, y, h in ((640, 800, 150), (850, 815, 158), (1180, 960, 290), (320, 950, 270)):
        vest += m * (np.abs(c.xx - x) < h * 0.1) * (c.yy > y - h * 0.82) * (c.yy < y - h * 0.5)
    c.over(np.clip(vest, 0, 1), "#d8812e", 0.85)
    c.flakes(420, (0.8, 2.8), "#f3efe8", 0.65)
    return c.finish(0.15, 1.14, vignette=0.42)


def cold_kitchen():
    c = Canvas(721)
    c.layer(np.ones((c.h, c.w), np.float32), "#3b4152", "#2b2d3a", 0, 1067, texture=0.07)
    tiles = c.ink()
    for y in range(640, 860, 44):
        tiles.line([(0, y), (1600, y)], 1.5)
    for x in range(0, 1600, 58):
        tiles.line([(x, 640), (x, 850)], 1.5)
    c.shade(tiles.mask(), 0.25)
    view = c.ink().rect(520, 110, 1180, 600)
    m = view.mask()
    c.layer(m, "#2a3d68", "#8fa0b8", 110, 600, texture=0.03)
    town = c.ink()
    lit = houses(town, 500, 1200, 600, 60, 190, c.rng, (50, 90), 0.75, 0.16, (7, 10))
    c.layer(town.mask() * m, "#45557e", "#6f7f9e", 400, 600, texture=0.05)
    cap = np.clip(town.mask() - np.roll(town.mask(), 5, 0), 0, 1) * m
    c.over(cap, "#e3e8f0", 0.85)
    c.windows([b for b in lit if 526 < b[0] < 1168 and b[1] > 130], "#ffd089", 5, 0.8)
    frost = np.clip((c.noise(60, 6) - 0.35) * 2, 0, 1) * np.clip(1 - np.minimum(np.minimum(c.xx - 520, 1180 - c.xx), np.minimum(c.yy - 110, 600 - c.yy)) / 90, 0, 1) * m
    c.over(frost, "#eef3f8", 0.75)
    frame = c.ink()
    frame.rect(490, 84, 1210, 116).rect(490, 596, 1210, 632).rect(490, 84, 524, 630).rect(1176, 84, 1210, 630).rect(838, 110, 862, 600)
    frame.rect(450, 626, 1250, 654)
    c.layer(frame, "#7d7f88", "#989aa0", 84, 650, rim=(0, 3, "#dfe6f2", 0.5), texture=0.05)
    th = c.ink()
    th.rect(1090, 220, 1142, 470)
    c.layer(th, "#efe8d8", "#cfc6b4", 220, 470, rim=(-2, 2, "#ffffff", 0.5), texture=0.03)
    marks = c.ink()
    for k in range(15):
        marks.line([(1122, 246 + k * 13), (1134 if k % 5 == 0 else 1129, 246 + k * 13)], 2)
    marks.rect(1108, 240, 1116, 440)
    c.over(marks.mask(), "#6b665c", 0.8)
    c.over(c.ink().rect(1109, 352, 1115, 440).oval(1112, 448, 9).mask(), "#b33a2c", 1)
    plant = c.ink()
    plant.poly([(600, 626), (612, 560), (690, 560), (702, 626)])
    c.layer(plant, "#96563c", "#6f3d2e", 560, 626, rim=(0, 2, "#ffd9b0", 0.4))
    leaves = c.ink()
    for k in range(22):
        a = math.pi * (1.05 + 0.9 * k / 21)
        r = c.rng.uniform(60, 130)
        x, y = 651 + math.cos(a) * r, 556 + math.sin(a) * r
        leaves.line([(651, 560), ((651 + x) / 2 + c.rng.uniform(-12, 12), (560 + y) / 2 - 14), (x, y)], 7)
        leaves.oval(x, y, 10, 6)
    c.layer(leaves, "#33513f", "#24392e", 430, 560, rim=(0, 2, "#bcd0e0", 0.4), texture=0.1)
    rad = c.ink()
    for k in range(17):
        rad.rect(560 + k * 34, 690, 586 + k * 34, 850)
        rad.oval(573 + k * 34, 690, 13, 10)
    rad.rect(550, 708, 1150, 716).rect(550, 826, 1150, 834)
    c.layer(rad, "#b9b9b6", "#85878b", 680, 850, rim=(2, 2, "#ffffff", 0.35), texture=0.05)
    c.glow(330, 560, 480, "#ffb666", 0.75)
    lamp = c.ink()
    lamp.line([(330, 0), (330, 330)], 3)
    lamp.poly([(250, 420), (292, 330), (368, 330), (410, 420)])
    c.layer(lamp, "#b8572f", "#8c3d24", 330, 420, rim=(0, -2, "#ffe6b0", 0.8))
    c.beam([(260, 420), (400, 420), (640, 1000), (20, 1000)], "#ffd08a", 0.34, 40)
    c.lamps([(330, 424, 2.6)], "#ffd793", 9, 50)
    table = c.ink().poly([(40, 860), (820, 860), (960, 960), (-40, 960)])
    c.layer(table, "#a8703f", "#7c4e2e", 860, 960, rim=(0, 3, "#ffe0aa", 0.6), texture=0.14)
    c.layer(c.ink().rect(-40, 960, 960, 985), "#5a3823", texture=0.1)
    c.layer(c.ink().poly([(0, 985), (940, 985), (1600, 900), (1600, 1067), (0, 1067)]), "#2c2a33", "#201f28", 900, 1067, texture=0.05)
    lady = c.ink()
    lady.oval(560, 560, 58, 70)
    lady.oval(600, 520, 36, 34)
    lady.poly([(480, 690), (520, 640), (600, 640), (660, 700), (690, 880), (430, 880)])
    lady.line([(500, 700), (430, 800), (500, 868)], 44)
    lady.line([(650, 720), (690, 820), (590, 866)], 40)
    c.layer(lady, "#4b2f33", "#3a252b", 480, 880, rim=(3, 3, "#ffd597", 0.7), texture=0.08)
    shawl = c.ink().poly([(470, 700), (516, 632), (606, 632), (672, 704), (640, 790), (560, 740), (490, 790)])
    c.layer(shawl, "#8f4a3a", "#6d352e", 632, 790, rim=(3, 3, "#ffd9a0", 0.5), texture=0.2)
    face = c.ink().oval(544, 574, 44, 54)
    c.layer(face, "#c38f6d", "#9d6a50", 520, 630, rim=(3, 2, "#ffe2b4", 0.5))
    book = c.ink().poly([(430, 880), (560, 866), (690, 880), (690, 900), (560, 886), (430, 900)])
    c.layer(book, "#f2e8d2", "#d6c8aa", 866, 900, rim=(0, 2, "#ffffff", 0.6), texture=0.03)
    c.over(c.ink().line([(590, 866), (622, 838)], 5).mask(), "#2a2a30", 1)
    cup = c.ink()
    cup.rect(240, 820, 310, 890).ring(316, 852, 20, 22, 8)
    cup.oval(275, 890, 35, 9)
    c.layer(cup, "#dfe3e0", "#9fb0b4", 820, 895, rim=(-2, 2, "#fff4da", 0.7))
    steam = c.noise(70, 5, 0.6) * np.exp(-(((c.xx - 278 - 18 * np.sin(c.yy / 40)) / 34) ** 2)) * np.clip((825 - c.yy) / 40, 0, 1) * np.clip((c.yy - 610) / 140, 0, 1)
    c.light(blur(np.clip(steam, 0, 1), 3), "#fff0d8", 0.5)
    return c.finish(0.15, 1.12, vignette=0.45)


SCENES = {"machine-hall": machine_hall, "pipe-trench": pipe_trench, "cold-kitchen": cold_kitchen}

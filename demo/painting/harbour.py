"""The port and the river."""

from .canvas import Canvas, blur
from .shapes import gantry, gull, houses, lamp_post, person, ridge, ship
import math
import numpy as np


def harbour_crane():
    c = Canvas(11)
    c.sky([(0, "#33476b"), (220, "#6f7c98"), (430, "#d59b83"), (560, "#f3c48e"), (640, "#f7d9a8")])
    c.clouds("#4a5475", 20, 430, 0.55, 200, 4, 0.55, lit="#f0a070")
    c.glow(1120, 575, 420, "#ffd08a", 0.9)
    c.disc(1120, 560, 30, "#fff3d2")
    far = c.ink()
    ridge(c, far, 640, 60, 8, 660)
    c.layer(far, "#a98f96", texture=0.03)
    row = c.ink()
    houses(row, 0, 700, 655, 20, 60, c.rng, (30, 60), 0.3)
    c.layer(row, "#8a7586", texture=0.03)
    mid = c.ink()
    for x, h in ((560, 270), (690, 280), (1330, 250), (1430, 255)):
        gantry(mid, x, 668, h)
    c.layer(mid, "#6a6480", "#957c80", 380, 668, texture=0.03)
    c.haze(640, 50, "#f6cfa2", 0.55)
    sh = c.ink()
    win = ship(sh, 880, 690, 560, 1, True, c.rng)
    c.layer(sh, "#4f4f6b", "#3b3f5a", 540, 690, rim=(-2, 2, "#ffc890", 0.5))
    c.water(690, "#2a3552", 0.25, 1.0, "#ffd9a0", (1120, 36))
    quay = c.ink()
    quay.poly([(0, 800), (470, 770), (520, 775), (520, 830), (0, 900)])
    top = []
    for x, b, h in ((70, 812, 620), (330, 792, 560)):
        top += gantry(quay, x, b, h)
    for i in range(9):
        quay.rect(120 + i * 22, 760 - (i * 7 % 3) * 20, 140 + i * 22, 800)
    person(quay, 442, 772, 44, c.rng)
    person(quay, 462, 772, 42, c.rng)
    c.layer(quay, "#1d2740", "#141b30", 300, 900, rim=(-2, 1, "#ffb676", 0.65))
    c.lamps(top[:2] + top[4:6], "#ff6a4a", 2.4, 14, 0.9)
    birds = c.ink()
    for x, y, s in ((760, 250, 15), (820, 222, 11), (700, 300, 9), (905, 290, 8), (640, 210, 7)):
        gull(birds, x, y, s, c.rng.uniform(0.1, 0.5))
    c.layer(birds, "#2a3350", texture=0)
    return c.finish(0.4)


def river_bridge():
    c = Canvas(23)
    c.sky([(0, "#1b2747"), (260, "#3c4a78"), (470, "#8c6f92"), (600, "#e0957d"), (680, "#f5bd86")])
    c.clouds("#27335a", 30, 520, 0.6, 170, 4.5, 0.5, lit="#e78a6e")
    c.glow(420, 690, 380, "#ffb070", 0.7)
    far = c.ink()
    win = houses(far, 0, 1600, 715, 40, 110, c.rng, (36, 80), 0.55, 0.35, (5, 7))
    far.rect(1010, 470, 1046, 715)
    far.poly([(1004, 472), (1028, 390), (1052, 472)])
    far.oval(620, 610, 52, 46)
    far.rect(566, 612, 674, 715)
    far.rect(616, 540, 624, 570)
    c.layer(far, "#5a4f78", "#8a6a80", 520, 715, texture=0.03)
    c.windows(win, "#ffcf8a", 5, 0.85)
    c.haze(700, 50, "#f2a880", 0.4)
    b = c.ink()
    deck = lambda x: 640 - 46 * math.sin(math.pi * x / 1600)
    b.poly([(x, deck(x)) for x in range(0, 1601, 20)] + [(x, deck(x) + 26) for x in range(1600, -1, -20)])
    for x in (60, 430, 800, 1170, 1540):
        b.poly([(x - 26, deck(x)), (x + 26, deck(x)), (x + 34, 800), (x - 34, 800)])
    for i in range(4):
        x0, x1 = 86 + i * 370, 404 + i * 370
        arc = [(x0 + (x1 - x0) * t / 24, 790 - 132 * math.sin(math.pi * t / 24)) for t in range(25)]
        b.poly([(x0 - 2, deck(x0)), (x1 + 2, deck(x1))] + arc[::-1])
    lamps = [lamp_post(b, x, deck(x), 62) for x in range(60, 1600, 123)]
    for x in (230, 260, 690, 985, 1350, 1368):
        person(b, x, deck(x) + 2, 36, c.rng, walk=0.06)
    for x in range(0, 1600, 14):
        b.line([(x, deck(x)), (x, deck(x) - 10)], 1.2)
    b.line([(x, deck(x) - 11) for x in range(0, 1601, 20)], 2)
    c.layer(b, "#232a4a", "#1c2340", 560, 800, rim=(2, 2, "#f3a078", 0.5))
    c.lamps(lamps, "#ffc071", 4, 26, 1)
    c.water(792, "#141d3a", 0.2, 1.0, "#ffb27c", (420, 60))
    near = c.ink()
    near.poly([(0, 1067), (0, 985), (250, 1000), (520, 1040), (640, 1067)])
    for i in range(60):
        x = c.rng.uniform(0, 470)
        y = 1000 + x * 0.06
        near.line([(x, y + 40), (x + c.rng.uniform(-14, 14), y - c.rng.uniform(40, 150))], 2)
    c.layer(near, "#0d1428", texture=0.03)
    return c.finish(0.3)


def ferry_fog():
    c = Canvas(31)
    c.sky([(0, "#b9c3c6"), (500, "#cfd3cf"), (700, "#dcd9cd")])
    c.glow(820, 330, 420, "#fff7e2", 0.6)
    c.clouds("#a6b3b8", 0, 600, 0.35, 260, 3, 0.6)
    far = c.ink()
    houses(far, -20, 1620, 640, 30, 90, c.rng, (40, 90), 0.5)
    far.rect(300, 420, 330, 640)
    far.poly([(296, 422), (315, 350), (334, 422)])
    c.layer(far, "#b7bdbd", "#c9cbc6", 400, 640, texture=0.02)
    c.haze(600, 110, "#d9d8cf", 0.75)
    f = c.ink()
    f.poly([(560, 720), (600, 768), (1130, 768), (1190, 716), (1120, 716), (1100, 700), (640, 700), (620, 718)])
    f.rect(650, 640, 1080, 704)
    f.rect(700, 590, 1030, 645)
    f.rect(880, 540, 1000, 594)
    f.rect(760, 520, 810, 592)
    f.line([(940, 540), (940, 470)], 3)
    f.line([(600, 716), (600, 690), (650, 690)], 2)
    for x in range(604, 1180, 16):
        f.line([(x, 716), (x, 700)], 1.3)
    for x in (612, 632, 1104, 1124, 1146, 745, 850):
        person(f, x, 704 if x < 640 or x > 1100 else 592, 34, c.rng)
    c.layer(f, "#5a6b72", "#46585f", 520, 768, rim=(-1, 2, "#f3efdf", 0.5))
    c.windows([(664 + i * 46, 656, 696 + i * 46, 682) for i in range(9)], "#ffdf9e", 10, 0.9)
    c.windows([(716 + i * 52, 606, 752 + i * 52, 628) for i in range(6)], "#ffdf9e", 8, 0.8)
    c.windows([(892, 554, 988, 574)], "#ffe9bd", 8, 0.6)
    c.lamps([(940, 468), (1186, 700)], "#fff1c8", 4, 26)
    c.plume(784, 515, 420, 120, 70, "#8f9a9c", 0.5, -1)
    c.water(768, "#74868a", 0.25, 0.9, calm=0.2)
    c.haze(770, 60, "#d5d6cf", 0.5)
    pier = c.ink()
    pier.poly([(0, 930), (520, 900), (520, 922), (0, 965)])
    for x in (40, 170, 300, 420, 500):
        pier.rect(x, 850, x + 16, 1067)
        pier.oval(x + 8, 850, 10, 5)
    person(pier, 250, 918, 150, c.rng, 1, True, True, 0.02, True)
    person(pier, 360, 912, 142, c.rng, -1, True, False, 0.02)
    person(pier, 130, 925, 96, c.rng, 1, True, False, 0.02)
    c.layer(pier, "#2f3d44", "#25333a", 700, 1067, rim=(-1, 2, "#e8e6da", 0.35))
    birds = c.ink()
    for x, y, s in ((420, 260, 20), (505, 230, 14), (340, 320, 12), (1320, 280, 13)):
        gull(birds, x, y, s, c.rng.uniform(0.1, 0.5))
    c.layer(birds, "#5c6a70", texture=0)
    return c.finish(0.1, 1.12)


def _swell(c, waves):
    """Rows of waves, each a dark body with a broken white crest."""
    for y, a, s, col in waves:
        ink, crest = c.ink(), c.ink()
        ph = c.rng.uniform(0, 6)
        f = lambda x: y - a * (abs(math.sin(x / s + ph)) ** 1.6) - a * 0.5 * math.sin(x / (s * 3.1) + ph * 2)
        pts = [(x, f(x)) for x in range(0, 1604, 4)]
        ink.poly(pts + [(1600, 1067), (0, 1067)])
        c.layer(ink, col, "#142329", y - a, y + 120, texture=0.2)
        crest.line(pts, 2 + a * 0.3)
        c.over(blur(crest.mask() * np.clip((c.noise(36, 5, 2) - 0.45) * 3.5, 0, 1), 1.6), "#d8e0dc", 0.8)


def lighthouse_storm():
    c = Canvas(41)
    c.sky([(0, "#20262f"), (300, "#3a4650"), (560, "#6d7776"), (720, "#8c9087")])
    c.clouds("#141a22", -40, 620, 0.75, 240, 2.6, 0.62, lit="#8d9a98")
    c.clouds("#5c6a70", 200, 700, 0.4, 120, 4, 0.5)
    lx, ly = 1120, 300
    c.beam([(lx, ly), (-200, 60), (-200, 320)], "#ffe9b0", 0.5, 26)
    c.beam([(lx, ly), (1800, 340), (1800, 470)], "#ffe9b0", 0.35, 20)
    c.water(720, "#1f2d33", 0.55, 1.6)
    waves = ((742, 10, 46, "#4a5c60"), (790, 18, 70, "#36494f"), (860, 30, 104, "#263a41"), (965, 46, 150, "#182a31"))
    _swell(c, waves[:2])
    rock = c.ink()
    rock.poly([(820, 880), (900, 800), (985, 770), (1040, 740), (1210, 735), (1290, 770), (1400, 800), (1480, 900), (1560, 1000), (760, 1000)])
    rock.poly([(lx - 52, 745), (lx - 30, 345), (lx + 30, 345), (lx + 52, 745)])
    rock.rect(lx - 42, 334, lx + 42, 346)
    rock.rect(lx - 20, 278, lx + 20, 336)
    rock.poly([(lx - 26, 280), (lx, 244), (lx + 26, 280)])
    rock.line([(lx, 246), (lx, 220)], 2)
    rock.rect(1180, 690, 1262, 745)
    rock.poly([(1172, 692), (1221, 656), (1270, 692)])
    c.layer(rock, "#2c353b", "#10191e", 250, 1000, rim=(2, 2, "#aab5b0", 0.35), texture=0.15)
    bands = c.ink()
    bands.poly([(lx - 44, 600), (lx - 38, 490), (lx + 38, 490), (lx + 44, 600)])
    c.over(bands.mask(), "#7c3a31", 0.6)
    c.windows([(1202, 708, 1218, 724)], "#ffd48a", 6)
    c.lamps([(lx, 306)], "#ffeec0", 11, 60, 1)
    spray = np.clip((c.noise(70, 5) - 0.35) * 2, 0, 1) * np.exp(-(((c.xx - 850) / 120) ** 2 + ((c.yy - 830) / 100) ** 2))
    c.over(spray, "#e4ebe7", 0.85)
    _swell(c, waves[2:])
    c.rain(520, "#cdd8d8", 0.22, 0.5, 60)
    return c.finish(-0.1, 1.1)


def container_yard():
    c = Canvas(53)
    c.sky([(0, "#87a4b4"), (350, "#b9cbd0"), (620, "#e6e0cf")])
    c.clouds("#f4f0e6", 40, 480, 0.7, 180, 3, 0.5)
    c.glow(200, 480, 420, "#fff0cc", 0.4)
    far = c.ink()
    for x, h in ((200, 330), (330, 340), (980, 300), (1090, 300)):
        gantry(far, x, 640, h, face=-1)
    c.layer(far, "#8fa3ab", "#b5bfbf", 330, 640, texture=0.02)
    c.haze(620, 50, "#e4e0d2", 0.7)
    ground = c.ink().rect(0, 640, 1600, 1067)
    c.layer(ground, "#b7b2a4", "#6f7274", 640, 1067, texture=0.08)
    palette = ["#b5533c", "#2f6f7d", "#c79a3e", "#5c6f85", "#8c3f3a", "#3f5f4f", "#c9c3b2", "#41557a"]
    vx, vy = 820, 560
    def wall(xn, xf, side, rows, cols, bottom_n, height_n):
        for i in range(cols - 1, -1, -1):
            t0, t1 = i / cols, (i + 0.97) / cols
            p = lambda t: 1 / (1 + t * 3.2)
            for r in range(rows):
                if r == rows - 1 and c.rng.random() < 0.4:
                    continue
                def pt(t, k):
                    s = p(t)
                    return (vx + (xn - vx) * s, vy + (bottom_n - height_n * k - vy) * s)
                quad = [pt(t0, r), pt(t1, r), pt(t1, r + 0.96), pt(t0, r + 0.96)]
                col = palette[int(c.rng.integers(0, len(palette)))]
                m = c.ink().poly(quad).mask()
                dist = t0
                shade = 0.62 if side < 0 else 0.95
                base = np.array([int(col[j:j+2], 16) for j in (1, 3, 5)]) / 255 * shade
                mixed = base * (1 - 0.55 * dist) + np.array([0.8, 0.79, 0.74]) * 0.55 * dist
                c.over(m, mixed)
                ribs = c.ink()
                for k in range(1, 15):
                    t = t0 + (t1 - t0) * k / 15
                    ribs.line([pt(t, r + 0.06), pt(t, r + 0.9)], max(0.6, 3.0 * p(t)))
                c.shade(ribs.mask(), 0.16)
                edge = c.ink().line([pt(t0, r + 0.96), pt(t1, r + 0.96)], 2.4 * p(t0))
                c.light(edge.mask(), "#ffffff", 0.2)
    wall(-120, 0, -1, 4, 6, 1010, 170)
    wall(1620, 0, 1, 5, 7, 1000, 150)
    shadow = c.ink().poly([(-200, 1067), (vx - 200, 700), (vx - 60, 660), (620, 1067)]).mask()
    c.shade(blur(shadow, 14), 0.35)
    p = c.ink()
    person(p, 780, 905, 170, c.rng, 1, False, True, 0.05)
    person(p, 860, 890, 160, c.rng, -1, True, True, 0.03)
    c.layer(p, "#26323c", "#1d2730", 700, 910, rim=(2, 1, "#ffeccb", 0.5))
    long = c.ink().poly([(770, 905), (795, 905), (960, 985), (900, 990)]).poly([(852, 890), (872, 890), (1030, 962), (980, 966)])
    c.shade(blur(long.mask(), 4), 0.3)
    return c.finish(0.25, 1.1)


def dredger():
    c = Canvas(61)
    c.sky([(0, "#5f7f8f"), (300, "#93aab0"), (560, "#d8cfb8"), (640, "#ead9b4")])
    c.clouds("#e9e4d8", 40, 420, 0.6, 150, 5, 0.5)
    c.glow(1300, 560, 330, "#ffe6b0", 0.6)
    far = c.ink()
    ridge(c, far, 668, 46, 10, 680)
    c.layer(far, "#94a29c", texture=0.02)
    c.haze(650, 40, "#e9dcbc", 0.6)
    c.water(676, "#4c6465", 0.35, 1.0, "#fff0cc", (1300, 50))
    d = c.ink()
    d.poly([(330, 800), (350, 730), (1130, 726), (1190, 770), (1170, 812), (360, 815)])
    d.rect(880, 620, 1060, 730)
    d.rect(910, 560, 1030, 625)
    d.rect(950, 500, 962, 562)
    d.rect(990, 590, 1010, 620)
    d.poly([(400, 730), (432, 560), (448, 560), (470, 730), (456, 730), (440, 600), (416, 730)])
    d.poly([(440, 566), (600, 470), (820, 600), (812, 614), (602, 494), (446, 584)])
    for i in range(9):
        t = i / 8
        d.line([(446 + 154 * t, 566 - 96 * t), (446 + 154 * t, 730)], 1.4)
    d.line([(600, 480), (700, 730)], 3)
    d.line([(820, 606), (820, 690)], 2.4)
    d.poly([(796, 690), (844, 690), (856, 726), (786, 726)])
    d.rect(520, 690, 760, 732)
    for x in range(360, 1130, 18):
        d.line([(x, 730), (x, 712)], 1.3)
    d.line([(356, 712), (880, 712)], 1.5)
    for x in (500, 640, 1090, 1110):
        person(d, x, 730, 40, c.rng)
    c.layer(d, "#33454d", "#2a2f33", 480, 815, rim=(-2, 1, "#ffe2ab", 0.55), texture=0.08)
    c.over(c.ink().poly([(352, 756), (1140, 752), (1178, 786), (1174, 800), (352, 806)]).mask(), "#8e4a35", 0.65)
    c.windows([(922 + i * 26, 576, 940 + i * 26, 598) for i in range(4)], "#ffe9bc", 5, 0.75)
    spoil = np.clip((c.noise(40, 4, 2.5) - 0.3) * 1.6, 0, 1) * np.exp(-(((c.xx - 300) / 190) ** 2 + ((c.yy - 850) / 36) ** 2))
    c.over(spoil, "#8d7a5c", 0.8)
    c.shade(blur(c.ink().poly([(340, 815), (1180, 812), (1120, 900), (420, 905)]).mask(), 18), 0.4)
    buoy = c.ink()
    buoy.poly([(210, 985), (236, 860), (256, 860), (282, 985)])
    buoy.line([(246, 862), (246, 820)], 3)
    buoy.oval(246, 985, 52, 16)
    c.layer(buoy, "#8c3b2c", "#4c231d", 840, 995, rim=(-2, 1, "#ffdca8", 0.5))
    c.lamps([(246, 816)], "#fff0b8", 4, 18)
    return c.finish(0.2, 1.1)


def river_rowers():
    c = Canvas(71)
    c.sky([(0, "#6b88a8"), (280, "#a9b7c0"), (480, "#efcfae"), (580, "#fbe2bd")])
    c.clouds("#dfd3cf", 30, 360, 0.5, 150, 5, 0.45, lit="#ffd9a8")
    c.glow(300, 540, 380, "#ffe4ae", 0.85)
    c.disc(300, 520, 34, "#fffbe8")
    far = c.ink()
    line = ridge(c, far, 600, 50, 14, 620)
    c.layer(far, "#9aa5a0", texture=0.02)
    trees = c.ink()
    from .shapes import leafy
    for x in range(700, 1640, 46):
        leafy(trees, x + c.rng.uniform(-12, 12), 622, c.rng.uniform(90, 190), c.rng, c.rng.choice([0.4, 1.0]))
    trees.rect(680, 606, 1600, 625)
    c.layer(trees, "#6f7f70", "#8d9484", 430, 622, texture=0.12, rim=(2, 2, "#ffe8bf", 0.35))
    c.haze(612, 46, "#fbe3bf", 0.75)
    c.water(620, "#50667a", 0.2, 0.7, "#fff0c8", (300, 40), calm=0.2)
    boat = c.ink()
    y = 838
    boat.poly([(330, y - 4), (420, y - 12), (1290, y - 12), (1420, y - 5), (1300, y + 10), (430, y + 10)])
    for i in range(8):
        x = 480 + i * 96
        boat.poly([(x - 14, y - 10), (x - 30, y - 62), (x - 14, y - 72), (x + 8, y - 66), (x + 22, y - 10)])
        boat.oval(x - 20, y - 86, 12, 14)
        boat.line([(x - 16, y - 58), (x + 20, y - 40), (x + 44, y - 30)], 8)
        boat.line([(x + 2, y - 12), (x + 40, y - 26), (x + 58, y - 12)], 8)
        boat.line([(x + 40, y - 30), (x + 118, y + 46)], 2.6)
        boat.poly([(x + 108, y + 34), (x + 130, y + 46), (x + 134, y + 60), (x + 114, y + 50)])
    boat.poly([(1250, y - 10), (1246, y - 50), (1266, y - 56), (1280, y - 10)])
    boat.oval(1260, y - 70, 11, 13)
    c.layer(boat, "#25344a", "#1d2a3d", y - 100, y + 60, rim=(2, 2, "#ffe0ac", 0.75))
    c.shade(blur(c.ink().poly([(360, y + 8), (1400, y + 8), (1330, y + 46), (430, y + 46)]).mask(), 10), 0.35)
    for i in range(5):
        r = c.ink()
        for j in range(8):
            x = 480 + j * 96 + 122 - i * 190
            r.ring(x, y + 56, 26 + i * 4, 5, 1.4)
        c.light(r.mask(), "#fff0d0", 0.3 / (1 + i * 0.5))
    return c.finish(0.3, 1.1)


SCENES = {
    "harbour-crane": harbour_crane,
    "river-bridge": river_bridge,
    "ferry-fog": ferry_fog,
    "lighthouse-storm": lighthouse_storm,
    "container-yard": container_yard,
    "dredger": dredger,
    "river-rowers": river_rowers,
}

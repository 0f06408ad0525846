"""Fields, water and what lives there."""

from .canvas import Canvas, blur, rgb
from .shapes import bare_tree, conifer, gull, houses, leafy, person, ridge
import math
import numpy as np


def eelgrass():
    c = Canvas(401)
    c.sky([(0, "#bfe3cf"), (140, "#6fb7a6"), (480, "#2f7a7a"), (1067, "#103840")])
    for x, w in ((260, 90), (520, 150), (820, 120), (1130, 170), (1420, 90)):
        c.beam([(x - w * 0.4, -20), (x + w * 0.4, -20), (x + w * 1.5 - 160, 1000), (x - w - 160, 1000)], "#dff7d8", 0.17, 26)
    surf = np.clip((c.noise(60, 5, 3.5) - 0.5) * 3, 0, 1) * np.clip((150 - c.yy) / 150, 0, 1)
    c.light(surf, "#ffffff", 0.7)
    depth = (("#4b978a", "#2d6f69", 340, 1.0, 150), ("#2f7d6b", "#1b5650", 480, 1.7, 120), ("#226754", "#0f3f3c", 640, 2.6, 96), ("#14503f", "#082a2b", 860, 4.6, 60))
    for i, (col, foot, y, w, n) in enumerate(depth):
        ink = c.ink()
        for _ in range(n):
            x = c.rng.uniform(-60, 1660)
            h = (1067 - y) * c.rng.uniform(0.65, 1.25) + 60
            sway = c.rng.normal(60, 34) * (1 + i * 0.4)
            left, right = [], []
            for t in np.linspace(0, 1, 14):
                bx = x + sway * t * t + 10 * math.sin(t * 5 + x)
                by = 1090 - h * t
                k = w * 2.2 * (1 - t ** 3 * 0.8)
                left.append((bx - k, by))
                right.append((bx + k, by))
            ink.poly(left + right[::-1])
        c.layer(ink, col, foot, y, 1067, rim=(-2, 1, "#dcf6cf", 0.4), texture=0.1)
        c.over(np.ones((c.h, c.w), np.float32) * np.clip((c.yy - 200) / 900, 0, 1), "#2a7472", 0.12)
        if i in (0, 1, 2):
            fish = c.ink()
            for _ in range((26, 15, 6)[i]):
                x, y0 = c.rng.normal((1000, 560, 980)[i], (150, 130, 160)[i]), c.rng.normal((330, 440, 560)[i], (50, 50, 70)[i])
                s = (11, 17, 27)[i] * c.rng.uniform(0.8, 1.15)
                fish.poly([(x - s, y0), (x - s * 0.3, y0 - s * 0.32), (x + s * 0.5, y0 - s * 0.2), (x + s * 0.8, y0), (x + s * 0.5, y0 + s * 0.2), (x - s * 0.3, y0 + s * 0.32)])
                fish.poly([(x + s * 0.7, y0), (x + s * 1.25, y0 - s * 0.32), (x + s * 1.1, y0), (x + s * 1.25, y0 + s * 0.32)])
            c.layer(fish, ("#a9d8c6", "#d2e6cf", "#e8eed6")[i], ("#5f9f98", "#6aa395", "#6f9c8c")[i], 250, 640, rim=(0, 2, "#ffffff", 0.5), texture=0.05)
    sea = c.ink()
    pts = [(330, 560), (318, 548), (300, 548), (292, 560), (300, 572), (322, 576), (334, 600), (330, 640), (318, 670), (316, 700), (326, 722), (344, 724), (350, 708), (340, 700)]
    for a, b, w in zip(pts, pts[1:], (22, 16, 8, 7, 14, 24, 32, 34, 26, 18, 13, 9, 7)):
        sea.line([a, b], w)
        sea.oval(*b, w / 2)
    sea.poly([(318, 616), (296, 606), (300, 640), (318, 644)])
    sea.line([(284, 562), (262, 570)], 7)
    c.layer(sea, "#e0b35a", "#a8742f", 540, 730, rim=(-1, 2, "#fff3c4", 0.7), texture=0.15)
    c.over(c.ink().oval(306, 558, 4).mask(), "#2a2418", 1)
    bub = c.ink()
    for _ in range(60):
        bub.oval(c.rng.uniform(0, 1600), c.rng.uniform(80, 980), c.rng.uniform(0.8, 3))
    c.light(bub.mask(), "#eafff2", 0.5)
    return c.finish(-0.05, 1.12)


def flood_boat():
    c = Canvas(411)
    c.sky([(0, "#7c8890"), (320, "#a5aca8"), (560, "#cfcdbd")])
    c.clouds("#6a767e", -40, 420, 0.5, 240, 3, 0.6)
    c.glow(1080, 420, 360, "#f7efd6", 0.5)
    far = c.ink()
    for x in range(-20, 1640, 40):
        (conifer if c.rng.random() < 0.3 else bare_tree)(far, x + c.rng.uniform(-14, 14), 566, c.rng.uniform(50, 110), c.rng)
    far.rect(0, 556, 1600, 570)
    c.layer(far, "#9ba3a0", texture=0.03)
    c.haze(560, 44, "#d6d4c6", 0.6)
    mid = c.ink()
    win = houses(mid, 150, 520, 610, 60, 110, c.rng, (80, 120), 1, 0, (10, 12))
    mid.rect(330, 470, 372, 610)
    mid.poly([(324, 472), (351, 380), (378, 472)])
    c.layer(mid, "#6f7a7c", "#8b9390", 380, 610, texture=0.06)
    c.water(606, "#586467", 0.2, 0.5, calm=0.45)
    fence = c.ink()
    for i in range(26):
        x = 640 + i * 42
        y = 660 + i * 5
        fence.rect(x, y - 26 - i * 1.6, x + 4 + i * 0.2, y)
    fence.line([(640, 644), (1690, 730)], 2)
    c.layer(fence, "#4f595b", texture=0)
    trees = c.ink()
    for x, y, h in ((1240, 800, 560), (1460, 850, 680), (90, 860, 640)):
        bare_tree(trees, x, y, h, c.rng)
    c.layer(trees, "#3b4548", "#465053", 200, 860, texture=0.05, rim=(-2, 1, "#e4e2d4", 0.25))
    ref = np.roll(trees.mask()[::-1], 2 * 830 - 1067, 0) * (c.yy > 800)
    c.over(blur(ref, 3) * np.clip((c.noise(12, 3, 8) - 0.25) * 2, 0, 1), "#465053", 0.5)
    b = c.ink()
    b.poly([(560, 800), (600, 846), (930, 846), (990, 790), (900, 806), (640, 808)])
    for x, h in ((690, 190), (850, 176)):
        person(b, x, 842, h, c.rng, 1, True, x < 700, 0.01, False)
    b.line([(655, 640), (590, 900)], 6)
    b.line([(700, 722), (640, 710)], 10)
    b.rect(735, 768, 790, 810).rect(796, 782, 826, 810).rect(872, 776, 905, 808)
    m = b.mask()
    c.layer(m, "#2d383c", "#222b2f", 640, 846, rim=(-2, 2, "#ebe7d6", 0.55))
    c.over(m * (c.yy > 706) * (c.yy < 762) * (np.abs(c.xx - 850) < 26), "#c2642f", 0.85)
    c.shade(blur(c.ink().poly([(590, 848), (940, 848), (900, 900), (640, 900)]).mask(), 10), 0.4)
    rip = c.ink()
    for k in range(6):
        rip.ring(775, 850, 250 + k * 46, 16 + k * 6, 1.6)
    c.light(rip.mask() * (c.yy > 838), "#ffffff", 0.16)
    c.rain(260, "#eef0ec", 0.12, 0.06, 34)
    return c.finish(0.05, 1.12)


def wheat_field():
    c = Canvas(421)
    c.sky([(0, "#5d86a8"), (300, "#a3bcc4"), (500, "#f0ddb4"), (580, "#fbe6b5")])
    c.clouds("#fbf3e2", 20, 420, 0.75, 200, 3, 0.5, lit="#fff2d0")
    c.glow(1250, 520, 420, "#fff0c0", 0.7)
    far = c.ink()
    ridge(c, far, 580, 50, 8)
    c.layer(far, "#98a291", texture=0.05)
    trees = c.ink()
    for x in list(range(60, 700, 62)):
        leafy(trees, x + c.rng.uniform(-10, 10), 608, c.rng.uniform(110, 180), c.rng, 0.35)
    win = houses(trees, 780, 980, 606, 30, 44, c.rng, (50, 80), 1, 0)
    trees.rect(1010, 520, 1040, 606)
    trees.oval(1025, 520, 15, 10)
    c.layer(trees, "#5f6f58", "#7f8a66", 430, 610, texture=0.12, rim=(3, 2, "#fff0c0", 0.4))
    c.haze(600, 34, "#fbe3ae", 0.6)
    bands = ((600, "#d9b35c"), (640, "#d0a54c"), (700, "#c69842"), (790, "#b98936"))
    for y, col in bands:
        ink = c.ink()
        ink.poly([(x, y + 7 * math.sin(x / 170 + y)) for x in range(0, 1601, 20)] + [(1600, 1067), (0, 1067)])
        c.layer(ink, col, "#8f6a2c", y, 1067, texture=0.16)
    track = c.ink()
    for off in (-60, 60):
        track.poly([(950 + off * 0.16 - 2, 612), (950 + off * 0.16 + 2, 612), (620 + off * 3 + 34, 1067), (620 + off * 3 - 34, 1067)])
    c.shade(blur(track.mask(), 3), 0.35)
    walk = c.ink()
    person(walk, 905, 735, 92, c.rng, 0, True, True, 0.05, False)
    person(walk, 940, 730, 84, c.rng, 0, False, False, 0.05, False)
    c.shade(blur(c.ink().poly([(898, 735), (945, 732), (880, 790), (830, 788)]).mask(), 4), 0.35)
    c.layer(walk, "#4a4038", "#3a302a", rim=(2, 2, "#ffeec4", 0.7))
    for y0, n, h, w, col in ((830, 900, 90, 1.3, "#b98c38"), (940, 700, 150, 1.9, "#a4772b"), (1060, 420, 250, 2.8, "#7d581f")):
        ink, ears = c.ink(), c.ink()
        for _ in range(n):
            x = c.rng.uniform(-20, 1620)
            if abs(x - (620 + (1067 - y0) * 0.72)) < 60 + (y0 - 800) * 0.5 and y0 < 1000:
                continue
            y = y0 + c.rng.uniform(-26, 50)
            k = h * c.rng.uniform(0.6, 1)
            tx = x + k * c.rng.normal(0.12, 0.07)
            ink.line([(x, y + 60), (x, y - k * 0.5), (tx, y - k)], w * 0.6)
            for j in range(5):
                ears.oval(tx + j * w * 0.5, y - k + j * w * 2.4 - 5 * w, w * 1.25, w * 1.9)
        c.layer(ink, col, "#6b4a1c", y0 - h, y0 + 60, texture=0.1)
        c.layer(ears, "#dcb358" if y0 < 1000 else "#c4933c", col, y0 - h, y0, rim=(2, 2, "#fff0bd", 0.55), texture=0.1)
    birds = c.ink()
    for _ in range(14):
        gull(birds, c.rng.uniform(300, 900), c.rng.uniform(180, 360), c.rng.uniform(5, 10), c.rng.uniform(0, 0.5))
    c.layer(birds, "#3f4b52", texture=0)
    return c.finish(0.3, 1.1)


def saltmarsh_birds():
    c = Canvas(431)
    c.sky([(0, "#54638a"), (260, "#9a8fa6"), (460, "#e8b295"), (600, "#f8d5a6")])
    c.clouds("#6a6f96", 10, 420, 0.5, 180, 4.5, 0.5, lit="#ffc9a0")
    c.glow(500, 590, 380, "#ffdca0", 0.8)
    far = c.ink()
    ridge(c, far, 610, 34, 6)
    c.layer(far, "#a58d94", texture=0.02)
    c.haze(606, 30, "#f8d9b0", 0.6)
    c.water(620, "#5a6080", 0.12, 0.4, "#ffe6b8", (500, 50), calm=0.4)
    for y, n, col, foot in ((668, 10, "#97806f", "#8a7a6c"), (740, 8, "#6f6455", "#5b564e"), (850, 6, "#4a463f", "#38383a")):
        ink = c.ink()
        for _ in range(n):
            x, w = c.rng.uniform(-100, 1600), c.rng.uniform(140, 420) * (y / 700) ** 2
            ink.oval(x + w / 2, y + c.rng.uniform(-14, 30), w / 2, 9 * (y / 700) ** 4)
        c.layer(ink, col, foot, y - 20, y + 60, texture=0.2, rim=(2, 2, "#ffe2b0", 0.4))
        g = c.ink()
        for _ in range(300):
            x = c.rng.uniform(0, 1600)
            g.line([(x, y + 14), (x + c.rng.uniform(-6, 10), y + 14 - c.rng.uniform(8, 34) * (y / 700) ** 2)], 1.2)
        c.over(g.mask() * np.clip(blur(ink.mask(), 12) * 2, 0, 1), col, 0.9)
    near = c.ink()
    near.poly([(0, 1067), (0, 960), (300, 940), (560, 990), (800, 1030), (1600, 990), (1600, 1067)])
    for _ in range(520):
        x = c.rng.uniform(0, 1600)
        k = c.rng.uniform(40, 170) * (1 if x < 620 or x > 1300 else 0.5)
        near.line([(x, 1050), (x + c.rng.uniform(-8, 16), 1030 - k * 0.5), (x + c.rng.uniform(-10, 44), 1020 - k)], 1.7)
    c.layer(near, "#26272f", texture=0.06, rim=(2, 1, "#ffd9a8", 0.3))
    for cx, cy, n, s, spread in ((980, 250, 110, 8, (230, 74)), (700, 400, 60, 6, (150, 40)), (1290, 420, 34, 11, (120, 50))):
        b = c.ink()
        for _ in range(n):
            x, y, k = c.rng.normal(cx, spread[0]), c.rng.normal(cy, spread[1]), s * c.rng.uniform(0.7, 1.3)
            f = c.rng.uniform(-0.6, 0.7)
            b.poly([(x - k * 1.3, y - k * f), (x - k * 0.3, y - k * 0.14), (x + k * 0.3, y - k * 0.14), (x + k * 1.3, y - k * f), (x + k * 0.3, y + k * 0.14), (x, y + k * 0.22), (x - k * 0.3, y + k * 0.14)])
        c.layer(b, "#353a58", texture=0)
    h = c.ink()
    h.line([(1120, 880), (1116, 800)], 3).line([(1136, 880), (1132, 800)], 3)
    h.poly([(1080, 790), (1100, 766), (1146, 770), (1180, 800), (1130, 808)])
    h.line([(1096, 780), (1082, 740), (1096, 706), (1086, 680)], 9)
    h.oval(1082, 674, 12, 8)
    h.poly([(1074, 671), (1030, 680), (1074, 679)])
    c.layer(h, "#2a2c3a", rim=(2, 2, "#ffe0b4", 0.6))
    return c.finish(0.3, 1.1)


def research_boat():
    c = Canvas(441)
    c.sky([(0, "#8fa9b4"), (360, "#c4d0cf"), (580, "#eae4d0")])
    c.clouds("#f6f4ec", 20, 460, 0.7, 150, 4, 0.55)
    c.glow(900, 300, 420, "#fffbe8", 0.4)
    far = c.ink()
    ridge(c, far, 604, 34, 8)
    for x in (140, 230):
        far.rect(x, 520, x + 12, 600)
    c.layer(far, "#a3b0ae", texture=0.02)
    c.haze(600, 30, "#e9e6d8", 0.6)
    c.water(610, "#3c6a74", 0.35, 1.2, "#fffbe8", (900, 120))
    b = c.ink()
    b.poly([(260, 700), (300, 776), (900, 776), (960, 724), (880, 716), (360, 712)])
    b.rect(400, 600, 580, 716)
    b.rect(420, 560, 540, 602)
    b.line([(480, 560), (480, 470)], 4)
    b.line([(450, 500), (510, 500)], 3)
    b.line([(860, 716), (860, 560), (1010, 560)], 8)
    b.line([(860, 640), (930, 560)], 5)
    for x in range(600, 860, 30):
        b.line([(x, 716), (x, 688)], 2)
    b.line([(596, 688), (860, 688)], 2.4)
    m = b.mask()
    c.layer(m, "#e9e6da", "#a9b0ae", 470, 776, rim=(-2, 2, "#ffffff", 0.5), texture=0.05)
    c.over(m * (c.yy > 738), "#1f5b66", 0.92)
    c.over(m * (c.yy > 728) * (c.yy < 738), "#c4562f", 0.9)
    c.windows([(416, 622, 456, 662), (470, 622, 510, 662), (524, 622, 564, 662), (434, 570, 528, 592)], "#415b66", 2, 0.95)
    p = c.ink()
    for x, h in ((660, 104), (730, 108), (800, 100)):
        person(p, x, 716, h, c.rng, 1, False, False, 0.03, False)
    p.line([(812, 650), (858, 636)], 6)
    mm = p.mask()
    c.layer(mm, "#24323a", rim=(-2, 2, "#ffffff", 0.4))
    c.over(mm * (c.yy > 630) * (c.yy < 672), "#d8792d", 0.9)
    buoy = c.ink()
    buoy.line([(1005, 562), (1005, 640)], 2)
    buoy.poly([(960, 770), (984, 660), (1026, 660), (1050, 770)])
    buoy.line([(1005, 660), (1005, 630)], 6)
    buoy.rect(970, 690, 1040, 700)
    buoy.oval(1005, 776, 74, 24)
    c.layer(buoy, "#e0b23a", "#a0701f", 630, 800, rim=(-2, 2, "#fff6cf", 0.6), texture=0.06)
    sol = c.ink().poly([(978, 716), (1032, 716), (1038, 752), (972, 752)])
    c.over(sol.mask(), "#2a3f56", 0.95)
    c.lamps([(1005, 628)], "#fff2b8", 4, 16)
    c.shade(blur(c.ink().poly([(300, 778), (900, 778), (830, 850), (360, 850)]).mask(), 12), 0.4)
    c.shade(blur(c.ink().oval(1005, 806, 80, 16).mask(), 8), 0.4)
    for x, y, s in ((1180, 260, 22), (1270, 300, 16), (1110, 330, 13), (380, 420, 12), (610, 380, 10)):
        g = c.ink()
        gull(g, x, y, s, c.rng.uniform(0.1, 0.5))
        c.layer(g, "#59676c", texture=0)
    return c.finish(0.1, 1.1)


def training_dawn():
    c = Canvas(451)
    c.sky([(0, "#2b3c63"), (300, "#6b7196"), (500, "#d79f92"), (620, "#f7c897")])
    c.clouds("#3f4b75", 0, 420, 0.5, 180, 4.5, 0.5, lit="#ffb28c")
    c.glow(1300, 620, 400, "#ffd296", 0.75)
    far = c.ink()
    win = houses(far, -20, 900, 650, 30, 90, c.rng, (36, 70), 0.5, 0.3, (5, 6))
    far.rect(0, 640, 1600, 655)
    c.layer(far, "#71688a", texture=0.03)
    c.windows(win, "#ffd596", 4, 0.8)
    from .shapes import gantry, lamp_post
    cr = c.ink()
    for x, h in ((1080, 280), (1210, 300), (1370, 270)):
        gantry(cr, x, 654, h)
    c.layer(cr, "#7d6c85", texture=0)
    c.haze(646, 36, "#f7c9a0", 0.5)
    c.water(654, "#3d4468", 0.2, 0.9, "#ffdfae", (1300, 60))
    q = c.ink().poly([(0, 800), (1600, 770), (1600, 1067), (0, 1067)])
    c.layer(q, "#5a5672", "#2a2b41", 780, 1067, texture=0.1, rim=(0, 3, "#ffd2a4", 0.5))
    wet = c.noise(120, 4, 4)
    c.light(np.clip((wet - 0.55) * 2, 0, 1) * (c.yy > 810), "#f3b48c", 0.3)
    posts = c.ink()
    lamps = [lamp_post(posts, x, 800 - x * 0.018, 330) for x in (120, 560, 1000, 1440)]
    for x in range(40, 1600, 180):
        posts.oval(x, 796 - x * 0.018, 13, 8)
        posts.rect(x - 10, 770 - x * 0.018, x + 10, 800 - x * 0.018)
    c.layer(posts, "#23263f", texture=0, rim=(-2, 1, "#ffcfa0", 0.4))
    c.lamps(lamps, "#ffd08a", 7, 30)
    for i, (x, y, h, ph) in enumerate(((300, 960, 260, 0.2), (430, 930, 240, 1.4), (560, 975, 268, 2.3), (720, 930, 238, 0.8), (860, 970, 262, 2.9), (1000, 935, 244, 1.9), (1130, 985, 272, 0.5))):
        r = c.ink()
        hip, sh, head = (x, y - h * 0.47), (x + h * 0.05, y - h * 0.8), (x + h * 0.09, y - h * 0.93)
        r.oval(*head, h * 0.062, h * 0.074)
        r.line([(head[0] - h * 0.05, head[1] - 2), (head[0] - h * 0.14, head[1] + h * 0.05)], h * 0.03)
        r.poly([(hip[0] - h * 0.07, hip[1]), (hip[0] + h * 0.07, hip[1]), (sh[0] + h * 0.09, sh[1]), (sh[0] - h * 0.08, sh[1])])
        r.oval(*sh, h * 0.085, h * 0.05)
        s = math.sin(ph)
        r.line([hip, (x + h * (0.16 + 0.04 * s), y - h * 0.3), (x + h * (0.1 + 0.05 * s), y - h * 0.06)], h * 0.07)
        r.line([hip, (x - h * (0.06 + 0.04 * s), y - h * 0.26), (x - h * 0.26, y - h * (0.2 + 0.05 * s))], h * 0.066)
        r.line([(x + h * (0.1 + 0.05 * s), y - h * 0.05), (x + h * (0.16 + 0.05 * s), y - h * 0.045)], h * 0.04)
        r.line([sh, (x - h * 0.1, y - h * 0.64), (x + h * 0.02, y - h * 0.58)], h * 0.045)
        r.line([sh, (x + h * 0.16, y - h * 0.66), (x + h * 0.24, y - h * 0.74)], h * 0.045)
        m = r.mask()
        c.shade(blur(c.ink().poly([(x - 10, y), (x + 20, y), (x - h * 0.5, y + h * 0.16), (x - h * 0.62, y + h * 0.14)]).mask(), 4), 0.4)
        c.layer(m, "#262a45", "#1d2038", texture=0.04, rim=(3, 2, "#ffd2a0", 0.75))
        c.over(m * (c.yy > sh[1] - 4) * (c.yy < hip[1]) * (np.abs(c.xx - x - h * 0.03) < h * 0.085), "#d39a3a", 0.88)
    return c.finish(0.25, 1.12)


SCENES = {
    "eelgrass-underwater": eelgrass,
    "flood-boat": flood_boat,
    "wheat-field": wheat_field,
    "saltmarsh-birds": saltmarsh_birds,
    "research-boat": research_boat,
    "training-dawn": training_dawn,
}

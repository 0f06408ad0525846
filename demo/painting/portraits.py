"""The six authors, as busts."""

from .canvas import Canvas, blur, rounded
import math
import numpy as np

SKIN = {"light": ("#d9a98a", "#b27f66"), "warm": ("#c68f6b", "#96664a"), "deep": ("#8a5a41", "#5f3b2c"), "fair": ("#e3b99d", "#b98a74")}


def bust(seed, ground, coat, skin, hair, style, collar="#e9e2d2", glasses=False, beard=False, scarf=None, side=1):
    c = Canvas(seed, 600, 600)
    c.sky([(0, ground[0]), (600, ground[1])])
    c.over(c.noise(160, 5), ground[1], 0.35)
    c.glow(300 - side * 170, 150, 240, ground[2], 0.5)
    base, dark = SKIN[skin]
    cx = 300
    if style in ("long", "bob", "curls"):
        back = c.ink()
        if style == "long":
            back.poly([(cx - 104, 210), (cx - 124, 380), (cx - 112, 500), (cx + 112, 500), (cx + 124, 380), (cx + 104, 210)])
            back.oval(cx, 215, 110, 118)
        elif style == "bob":
            back.oval(cx, 222, 116, 122)
            back.poly([(cx - 116, 220), (cx - 122, 350), (cx - 70, 362), (cx + 70, 362), (cx + 122, 350), (cx + 116, 220)])
        else:
            for k in range(60):
                a = math.pi * (0.92 + 1.16 * k / 59)
                back.oval(cx + 98 * math.cos(a), 236 + 112 * math.sin(a), c.rng.uniform(26, 40))
        c.layer(rounded(back.mask(), 8), hair, hair, texture=0.22, rim=(-side * 2, 2, "#ffe9c8", 0.25))
    up = 34
    body = c.ink()
    body.poly([(60, 600), (74, 520 - up), (130, 462 - up), (220, 428 - up), (380, 428 - up), (470, 462 - up), (526, 520 - up), (540, 600)])
    c.layer(rounded(body.mask(), 14), coat[0], coat[1], 420, 600, rim=(-side * 3, 3, "#ffe9c8", 0.4), texture=0.1)
    neck = c.ink().poly([(254, 330), (346, 330), (356, 440 - up), (300, 486 - up), (244, 440 - up)])
    c.layer(neck, dark, dark, texture=0.05)
    coll = c.ink()
    coll.poly([(244, 424 - up), (300, 500 - up), (264, 540 - up), (214, 446 - up)])
    coll.poly([(356, 424 - up), (300, 500 - up), (336, 540 - up), (386, 446 - up)])
    c.layer(coll, collar, collar, texture=0.05, rim=(-side * 2, 2, "#ffffff", 0.3))
    if scarf:
        s = c.ink()
        s.oval(300, 436 - up, 98, 40)
        s.poly([(330, 440 - up), (392, 452 - up), (384, 600), (322, 600)])
        c.layer(s, scarf, scarf, texture=0.16, rim=(-side * 2, 3, "#ffe9c8", 0.4))
        f = c.ink()
        for k in range(5):
            f.line([(205, 424 - up + k * 10), (300, 440 - up + k * 9), (395, 422 - up + k * 10)], 2)
        c.shade(f.mask() * s.mask(), 0.25)
    head = c.ink()
    head.oval(cx, 250, 84, 104)
    head.poly([(cx - 82, 262), (cx - 64, 322), (cx - 30, 356), (cx + 30, 356), (cx + 64, 322), (cx + 82, 262)])
    head.oval(cx - 84, 262, 13, 24).oval(cx + 84, 262, 13, 24)
    m = rounded(head.mask(), 8)
    c.layer(m, base, base, texture=0.05)
    half = np.clip(((c.xx - cx) * side + 14 + 10 * np.sin(c.yy / 30)) / 34, 0, 1)
    c.over(m * half, dark, 0.72)
    c.over(m * np.clip((c.yy - 318) / 60, 0, 1), dark, 0.4)
    c.light(m * np.clip((-(c.xx - cx) * side - 46) / 40, 0, 1), "#fff0d4", 0.22)
    face = c.ink()
    for d in (-1, 1):
        ex = cx + d * 33
        face.line([(ex - 19, 224 + (2 if d < 0 else 0)), (ex, 217), (ex + 19, 224 + (0 if d < 0 else 2))], 5)
    c.over(face.mask(), hair, 0.85)
    eyes = c.ink()
    for d in (-1, 1):
        ex = cx + d * 33
        eyes.ring(ex, 250, 17, 11, 3.4, 195, 345)
        eyes.oval(ex, 248, 6)
    c.over(eyes.mask(), "#2a2020", 0.9)
    c.over(c.ink().oval(cx - 35, 246, 1.6).oval(cx + 31, 246, 1.6).mask(), "#fff6e6", 0.9)
    feat = c.ink()
    feat.line([(cx + side * 4, 250), (cx + side * 13, 288), (cx + side * 2, 294)], 3)
    feat.line([(cx - 27, 320), (cx - 8, 324), (cx + 8, 324), (cx + 27, 319)], 3.6)
    feat.line([(cx - 10, 335), (cx + 10, 335)], 2)
    c.over(feat.mask(), "#5b3127", 0.7)
    lip = c.ink().oval(cx, 327, 17, 5)
    c.over(lip.mask(), "#9a4f45", 0.4)
    if beard:
        b = c.ink()
        b.poly([(cx - 84, 270), (cx - 72, 330), (cx - 40, 378), (cx, 392), (cx + 40, 378), (cx + 72, 330), (cx + 84, 270), (cx + 60, 304), (cx + 34, 304), (cx, 298), (cx - 34, 304), (cx - 60, 304)])
        c.layer(rounded(b.mask(), 7), hair, hair, texture=0.25, rim=(-side * 2, 2, "#ffe9c8", 0.25))
        c.over(c.ink().oval(cx, 322, 20, 4).mask(), "#8a4a40", 0.75)
    top = c.ink()
    if style == "short":
        top.poly([(cx - 88, 240), (cx - 92, 180), (cx - 60, 136), (cx, 122), (cx + 64, 136), (cx + 92, 184), (cx + 88, 242), (cx + 76, 200), (cx + 30, 178), (cx - 40, 184), (cx - 74, 204)])
    elif style == "swept":
        top.poly([(cx - 90, 246), (cx - 98, 178), (cx - 54, 122), (cx + 20, 108), (cx + 84, 140), (cx + 96, 196), (cx + 88, 246), (cx + 74, 190), (cx + 10, 168), (cx - 60, 196), (cx - 76, 220)])
    elif style == "bald":
        top.poly([(cx - 87, 262), (cx - 90, 214), (cx - 78, 186), (cx - 72, 240)])
        top.poly([(cx + 87, 262), (cx + 90, 214), (cx + 78, 186), (cx + 72, 240)])
    elif style == "long":
        top.poly([(cx - 96, 300), (cx - 108, 210), (cx - 70, 128), (cx, 106), (cx + 70, 128), (cx + 108, 210), (cx + 96, 300), (cx + 82, 216), (cx + 18, 150), (cx - 50, 190), (cx - 80, 226)])
    elif style == "bob":
        top.poly([(cx - 100, 320), (cx - 112, 210), (cx - 74, 126), (cx, 104), (cx + 74, 126), (cx + 112, 210), (cx + 100, 320), (cx + 80, 214), (cx - 78, 200), (cx - 82, 300)])
    else:
        for k in range(30):
            a = math.pi * (1.06 + 0.88 * k / 29)
            top.oval(cx + 78 * math.cos(a), 226 + 88 * math.sin(a), c.rng.uniform(18, 30))
    hat = rounded(top.mask(), 8)
    c.layer(hat, hair, hair, texture=0.28, rim=(-side * 3, 3, "#ffe9c8", 0.35))
    strands = c.ink()
    for k in range(16):
        x = cx - 70 + k * 9.5
        strands.line([(x, 190 - 40 * math.sin(math.pi * (x - cx + 90) / 180)), (x + 16, 130), (x + 30, 118)], 1.4)
    c.light(strands.mask() * hat, "#ffe9c8", 0.14)
    if glasses:
        g = c.ink()
        for d in (-1, 1):
            g.ring(cx + d * 36, 250, 29, 25, 4)
        g.line([(cx - 8, 246), (cx + 8, 246)], 4).line([(cx - 64, 246), (cx - 86, 242)], 4).line([(cx + 64, 246), (cx + 86, 242)], 4)
        c.over(g.mask(), "#2b2322", 0.95)
        c.light(c.ink().oval(cx - 36, 250, 27, 23).oval(cx + 36, 250, 27, 23).mask() * np.clip(((c.xx + c.yy) % 60 - 40) / 10, 0, 1), "#ffffff", 0.13)
    return c.crop(60, 66, 540, 546).finish(0.15, 1.1, vignette=0.4)


SCENES = {
    "portrait-mira-holt": lambda: bust(601, ("#7f95a0", "#3f5662", "#e9e2cf"), ("#35414f", "#222b37"), "light", "#3b2620", "bob", glasses=True),
    "portrait-danylo-reve": lambda: bust(602, ("#c0a37c", "#80633f", "#f7e3b8"), ("#24394a", "#172531"), "warm", "#2e2522", "short", collar="#8fa3ac", beard=True, side=-1),
    "portrait-ines-calder": lambda: bust(603, ("#a37f7a", "#5d3f45", "#f2d5c0"), ("#2b2a35", "#1c1b25"), "deep", "#1e1716", "curls", collar="#c8b48c"),
    "portrait-oksana-lind": lambda: bust(604, ("#8fa389", "#4a6250", "#eef0d2"), ("#6e3a35", "#482623"), "fair", "#b98546", "long", scarf="#2f6470", side=-1),
    "portrait-jonas-feld": lambda: bust(605, ("#8896b4", "#46557c", "#dfe6f6"), ("#4d5a48", "#313b30"), "fair", "#8f8c88", "bald", collar="#d9d2c0", glasses=True, beard=True),
    "portrait-lev-amaro": lambda: bust(606, ("#a68fab", "#5d4a69", "#f0dcec"), ("#3c3f4a", "#25272f"), "warm", "#5a3a26", "swept", scarf="#c08a2e", side=-1),
}

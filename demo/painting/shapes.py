"""Silhouettes: cranes, ships, houses, trees, people. Each draws into an Ink and returns what may be lit."""

import math


def gantry(ink, x, base, h, boom=1.0, face=1):
    """A ship-to-shore crane that stands at (x, base), its boom towards `face`."""
    w = h * 0.26
    t = h * 0.018
    deck = base - h * 0.52
    for fx in (-0.5, 0.5):
        ink.line([(x + fx * w, base), (x + fx * w * 0.9, deck)], t * 1.5)
    ink.line([(x - w * 0.5, base - h * 0.2), (x + w * 0.5, base - h * 0.2)], t * 1.2)
    ink.line([(x - w * 0.5, base - h * 0.2), (x + w * 0.45, deck)], t * 0.8)
    back, front = x - face * h * 0.34, x + face * h * 0.62 * boom
    ink.line([(back, deck), (front, deck)], t * 1.5)
    ink.line([(back, deck - h * 0.035), (front, deck - h * 0.035)], t * 0.6)
    n = 26
    for i in range(n):
        a, b = back + (front - back) * i / n, back + (front - back) * (i + 1) / n
        ink.line([(a, deck), ((a + b) / 2, deck - h * 0.035), (b, deck)], t * 0.35)
    ax, ay = x + face * w * 0.28, base - h
    ink.line([(x - face * w * 0.35, deck), (ax, ay)], t)
    ink.line([(x + face * w * 0.5, deck), (ax, ay)], t)
    for f in (1.0, 0.55):
        ink.line([(ax, ay), (x + (front - x) * f, deck - h * 0.03)], t * 0.45)
    ink.line([(ax, ay), (back, deck)], t * 0.45)
    ink.rect(back, deck - h * 0.07, back + face * h * 0.12, deck)
    cab = x + face * h * 0.3
    ink.rect(cab, deck, cab + face * h * 0.04, deck + h * 0.05)
    ink.line([(cab + face * h * 0.12, deck), (cab + face * h * 0.12, deck + h * 0.2)], t * 0.3)
    ink.rect(cab + face * h * 0.07, deck + h * 0.19, cab + face * h * 0.17, deck + h * 0.2)
    for fx in (-0.5, 0.5):
        ink.rect(x + fx * w - h * 0.03, base - h * 0.025, x + fx * w + h * 0.03, base)
    return [(ax, ay), (front, deck - 2), (back, deck - h * 0.07), (x, deck + 4)]


def ship(ink, x, y, length, face=1, boxes=True, rng=None):
    """A container ship on the waterline y; returns its windows."""
    s = length / 100 * face
    u = length / 100
    ink.poly([(x, y), (x + 4 * s, y - 9 * u), (x + 88 * s, y - 8 * u), (x + 101 * s, y - 12 * u), (x + 95 * s, y)])
    house = x + 8 * s
    ink.rect(house, y - 25 * u, house + 9 * s, y - 8 * u)
    ink.rect(house - 1.5 * s, y - 24 * u, house + 11 * s, y - 22.6 * u)
    ink.rect(house + 1 * s, y - 31 * u, house + 2.4 * s, y - 24 * u)
    ink.line([(house + 6 * s, y - 31 * u), (house + 6 * s, y - 24 * u)], 0.6 * u)
    if boxes:
        i = 22
        while i < 86:
            stack = 3 + (int(rng.integers(0, 4)) if rng is not None else 2)
            ink.rect(x + i * s, y - (8 + stack * 3.2) * u, x + (i + 6.3) * s, y - 8 * u)
            i += 6.8
    ink.line([(x + 92 * s, y - 9 * u), (x + 92 * s, y - 20 * u)], 0.7 * u)
    return [(min(house + k * s, house + (k + 1.1) * s), y - 21.5 * u, max(house + k * s, house + (k + 1.1) * s), y - 20 * u) for k in (1, 3, 5, 7)]


def houses(ink, x0, x1, base, low, high, rng, width=(60, 110), gable=0.6, lit=0.3, win=(9, 14)):
    """A row of town houses; returns lit windows."""
    out, x = [], x0
    while x < x1:
        w = rng.uniform(*width)
        h = rng.uniform(low, high)
        top = base - h
        ink.rect(x, top, x + w, base + 4)
        if rng.random() < gable:
            r = rng.uniform(0.35, 0.6) * w
            ink.poly([(x - 3, top + 1), (x + w / 2, top - r), (x + w + 3, top + 1)])
            cx = x + w * rng.uniform(0.62, 0.76)
            ink.rect(cx, top - r * 0.78, cx + w * 0.1, top)
        else:
            ink.rect(x - 3, top - 5, x + w + 3, top + 2)
            for _ in range(int(rng.integers(1, 3))):
                cx = x + w * rng.uniform(0.1, 0.8)
                ink.rect(cx, top - rng.uniform(12, 24), cx + w * 0.11, top)
        cols, rows = max(2, int(w / (win[0] * 2.6))), max(2, int(h / (win[1] * 2.3)))
        for c in range(cols):
            for r_ in range(rows):
                if rng.random() < lit:
                    wx = x + w * (c + 0.5) / cols - win[0] / 2
                    wy = top + h * (r_ + 0.35) / rows
                    out.append((wx, wy, wx + win[0], wy + win[1], rng.uniform(0.45, 1)))
        x += w
    return out


def bare_tree(ink, x, y, h, rng, width=None, angle=-90.0, depth=0):
    """A tree in winter."""
    width = width or h * 0.045
    if depth > 8 or h < 3:
        return
    a = math.radians(angle)
    k = h * (0.3 if depth == 0 else 0.42)
    nx, ny = x + math.cos(a) * k, y + math.sin(a) * k
    ink.line([(x, y), (nx, ny)], max(0.5, width))
    for turn in (-1, 1) if rng.random() < 0.75 else (-1, 0.1, 1):
        bare_tree(ink, nx, ny, h * rng.uniform(0.66, 0.8), rng, width * 0.66, angle + turn * rng.uniform(14, 36), depth + 1)


def leafy(ink, x, base, h, rng, narrow=1.0):
    """A tree in leaf, or a poplar when narrow."""
    ink.rect(x - h * 0.02, base - h * 0.3, x + h * 0.02, base)
    for _ in range(46):
        t = rng.random()
        r = h * 0.11 * (1 - 0.5 * t) * rng.uniform(0.6, 1.2)
        ink.oval(x + rng.normal(0, 0.13) * h * narrow * (1.1 - 0.7 * t), base - h * (0.22 + 0.72 * t), r * (0.5 + 0.5 * narrow), r)


def conifer(ink, x, base, h, rng):
    for i in range(9):
        t = i / 9
        y = base - h * (0.1 + 0.84 * t)
        w = h * 0.24 * (1 - t) * rng.uniform(0.85, 1.15)
        ink.poly([(x - w, y), (x, y - h * 0.2), (x + w, y)])
    ink.rect(x - h * 0.015, base - h * 0.12, x + h * 0.015, base)


def person(ink, x, base, h, rng, face=0, coat=None, hat=None, walk=None, bag=None):
    """Somebody standing or walking, in a coat."""
    coat = rng.random() < 0.7 if coat is None else coat
    hat = rng.random() < 0.35 if hat is None else hat
    walk = rng.uniform(0, 0.1) if walk is None else walk
    bag = rng.random() < 0.25 if bag is None else bag
    head = h * 0.068
    hy = base - h + head
    lean = face * h * 0.015
    ink.oval(x + lean, hy, head * 0.86, head * 1.05)
    ink.rect(x - head * 0.38 + lean, hy + head * 0.6, x + head * 0.38 + lean, hy + head * 1.6)
    sh, waist, hem = hy + head * 1.5, base - h * 0.5, base - h * (0.3 if coat else 0.46)
    sw = h * rng.uniform(0.105, 0.125)
    ink.poly([(x - sw * 0.45, sh - head * 0.25), (x + sw * 0.45, sh - head * 0.25), (x + sw, sh + head * 0.55), (x + sw * 0.92, waist), (x + sw * (1.05 if coat else 0.75), hem), (x - sw * (1.05 if coat else 0.75), hem), (x - sw * 0.92, waist), (x - sw, sh + head * 0.55)])
    for side in (-1, 1):
        ink.line([(x + side * sw * 0.85, sh + head * 0.5), (x + side * sw * 1.12, waist - h * 0.02), (x + side * sw * (0.95 + face * side * 0.2), base - h * 0.42)], h * 0.05)
        ink.line([(x + side * sw * 0.36, hem - h * 0.02), (x + side * (sw * 0.36 + walk * h), base - h * 0.02)], h * 0.068)
        ink.oval(x + side * (sw * 0.36 + walk * h) + face * h * 0.015, base - h * 0.012, h * 0.036, h * 0.016)
    if hat:
        ink.oval(x + lean, hy - head * 0.35, head * 0.98, head * 0.75)
        ink.rect(x + lean - head * 1.0, hy - head * 0.4, x + lean + head * 1.0, hy - head * 0.1)
    if bag:
        ink.rect(x + sw * 0.9, base - h * 0.46, x + sw * 1.9, base - h * 0.32)


def seated(ink, x, base, h, rng):
    """Head and shoulders of somebody who sits with the back to us."""
    r = h * 0.2
    ink.oval(x, base - h + r, r * 0.82, r)
    ink.rect(x - r * 0.35, base - h + r * 1.5, x + r * 0.35, base - h * 0.5)
    s = h * rng.uniform(0.36, 0.44)
    ink.oval(x, base - h * 0.3, s, h * 0.27)
    ink.rect(x - s, base - h * 0.3, x + s, base)


def tram(ink, x, base, length, h):
    """A tram seen from the side; returns its windows."""
    ink.rect(x + 6, base - h, x + length - 6, base - h * 0.1)
    ink.poly([(x, base - h * 0.16), (x + 8, base - h * 0.98), (x + length - 8, base - h * 0.98), (x + length, base - h * 0.16)])
    ink.rect(x + 20, base - h * 1.07, x + length - 20, base - h)
    for f in (0.2, 0.8):
        ink.rect(x + length * f - h * 0.24, base - h * 0.12, x + length * f + h * 0.24, base - 1)
        ink.oval(x + length * f - h * 0.16, base - h * 0.06, h * 0.07)
        ink.oval(x + length * f + h * 0.16, base - h * 0.06, h * 0.07)
    m = x + length / 2
    ink.line([(m - 30, base - h * 1.06), (m, base - h * 1.32), (m + 22, base - h * 1.52)], 2)
    ink.line([(m + 4, base - h * 1.52), (m + 40, base - h * 1.52)], 2)
    n = 9
    step = (length - 36) / n
    return [(x + 20 + i * step, base - h * 0.86, x + 20 + (i + 0.84) * step, base - h * 0.42) for i in range(n)]


def lamp_post(ink, x, base, h, arm=0.0):
    ink.line([(x, base), (x, base - h)], max(1.4, h * 0.014))
    ink.rect(x - h * 0.02, base - h * 0.05, x + h * 0.02, base)
    if arm:
        ink.line([(x, base - h), (x + arm * h * 0.16, base - h * 1.03), (x + arm * h * 0.2, base - h * 1.01)], h * 0.012)
        return (x + arm * h * 0.2, base - h * 0.995)
    ink.poly([(x - h * 0.03, base - h * 1.06), (x + h * 0.03, base - h * 1.06), (x + h * 0.018, base - h * 0.985), (x - h * 0.018, base - h * 0.985)])
    return (x, base - h * 1.025)


def pylon(ink, x, base, h):
    """A transmission tower; returns the ends of its arms."""
    w = h * 0.13
    t = max(0.8, h * 0.008)
    for s in (-1, 1):
        ink.line([(x + s * w, base), (x + s * w * 0.3, base - h * 0.55), (x + s * w * 0.12, base - h)], t * 1.4)
    n = 7
    for i in range(n):
        a, b = i / n, (i + 1) / n
        wa, wb = w * (1 - 0.86 * a), w * (1 - 0.86 * b)
        ink.line([(x - wa, base - h * a), (x + wb, base - h * b)], t * 0.7)
        ink.line([(x + wa, base - h * a), (x - wb, base - h * b)], t * 0.7)
    ends = []
    for level, reach in ((0.62, 0.2), (0.77, 0.26), (0.92, 0.17)):
        y = base - h * level
        for s in (-1, 1):
            ink.poly([(x, y - h * 0.03), (x + s * h * reach, y + h * 0.005), (x, y + h * 0.014)])
            ink.line([(x + s * h * reach, y), (x + s * h * reach, y + h * 0.035)], t)
            ends.append((x + s * h * reach, y + h * 0.035))
    return ends


def wire(ink, a, b, sag, width=1.0, v=255):
    pts = []
    for i in range(25):
        t = i / 24
        pts.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t + sag * 4 * t * (1 - t)))
    ink.line(pts, width, v)


def turbine(ink, x, base, h, turn):
    ink.poly([(x - h * 0.012, base), (x - h * 0.006, base - h * 0.62), (x + h * 0.006, base - h * 0.62), (x + h * 0.012, base)])
    cx, cy = x, base - h * 0.62
    ink.oval(cx, cy, h * 0.013)
    for i in range(3):
        a = math.radians(turn + 120 * i)
        k = h * 0.38
        ex, ey = cx + math.cos(a) * k, cy + math.sin(a) * k
        px, py = -math.sin(a) * h * 0.016, math.cos(a) * h * 0.016
        ink.poly([(cx - px * 0.3, cy - py * 0.3), (cx + math.cos(a) * k * 0.2 + px, cy + math.sin(a) * k * 0.2 + py), (ex, ey)])


def chimney(ink, x, base, h, w=None):
    w = w or h * 0.07
    ink.poly([(x - w / 2, base), (x - w * 0.32, base - h), (x + w * 0.32, base - h), (x + w / 2, base)])
    ink.rect(x - w * 0.38, base - h - 2, x + w * 0.38, base - h + 5)


def ridge(canvas, ink, y, rise, rough, base=None, scale=420):
    """A line of hills across the sheet; returns its height at every x."""
    n = canvas.noise(scale, 6, 1.0)[int(canvas.rng.integers(0, canvas.h))]
    m = canvas.noise(60, 4, 1.0)[int(canvas.rng.integers(0, canvas.h))]
    line = y - rise * n - rough * m
    step = 4
    pts = [(x, float(line[min(x, canvas.w - 1)])) for x in range(0, canvas.w + step, step)]
    ink.poly(pts + [(canvas.w, base or canvas.h), (0, base or canvas.h)])
    return line


def gull(ink, x, y, s, flap=0.3):
    ink.line([(x - s, y - s * flap), (x - s * 0.45, y - s * 0.42), (x, y), (x + s * 0.45, y - s * 0.42), (x + s, y - s * flap)], max(0.9, s * 0.1))


def columns(ink, x0, x1, top, base, n, w):
    """Fluted-looking columns between two heights."""
    for i in range(n):
        x = x0 + (x1 - x0) * i / (n - 1)
        ink.poly([(x - w * 0.5, base), (x - w * 0.42, top), (x + w * 0.42, top), (x + w * 0.5, base)])
        ink.rect(x - w * 0.68, top - w * 0.22, x + w * 0.68, top)
        ink.rect(x - w * 0.66, base - w * 0.16, x + w * 0.66, base)

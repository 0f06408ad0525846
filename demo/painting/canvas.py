"""Paper, light and air: what every picture is painted on and with.

Coordinates are pixels of a 1600×1067 sheet whatever the shape of the sheet; silhouettes are drawn at twice that
and reduced, so that their edges are smooth.
"""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

OVER = 2


def rgb(colour):
    """`#rrggbb` or a triple as an array of three numbers from 0 to 1."""
    if isinstance(colour, str):
        return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255
    return np.asarray(colour, np.float32)


def blur(array, radius):
    """A Gaussian blur of a picture plane; large radii are done on a reduced plane."""
    if radius <= 0:
        return array
    h, w = array.shape
    step = max(1, int(radius // 6))
    image = Image.fromarray((np.clip(array, 0, 1) * 65535).astype(np.uint16).astype(np.float32) / 65535)
    if step > 1:
        image = image.resize((max(2, w // step), max(2, h // step)), Image.BOX)
    plane = np.asarray(image, np.float32)
    plane = _gauss(plane, radius / step)
    if step > 1:
        plane = np.asarray(Image.fromarray(plane).resize((w, h), Image.BICUBIC), np.float32)
    return plane


def _gauss(plane, sigma):
    reach = max(1, int(sigma * 3))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2).astype(np.float32)
    kernel /= kernel.sum()
    for axis in (0, 1):
        pad = [(reach, reach) if a == axis else (0, 0) for a in (0, 1)]
        wide = np.pad(plane, pad, mode="edge")
        size = plane.shape[axis]
        out = np.zeros_like(plane)
        for i, k in enumerate(kernel):
            out += k * (wide[i : i + size] if axis == 0 else wide[:, i : i + size])
        plane = out
    return plane


def rounded(mask, radius=6):
    """A silhouette with its corners worn off."""
    return np.clip((blur(mask, radius) - 0.5) * radius * 1.2 + 0.5, 0, 1)


class Ink:
    """A silhouette being drawn."""

    def __init__(self, w, h):
        self.size = (w, h)
        self.image = Image.new("L", (w * OVER, h * OVER), 0)
        self.draw = ImageDraw.Draw(self.image)

    def _pts(self, points):
        return [(x * OVER, y * OVER) for x, y in points]

    def poly(self, points, v=255):
        self.draw.polygon(self._pts(points), fill=v)
        return self

    def rect(self, x0, y0, x1, y1, v=255):
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        self.draw.rectangle([x0 * OVER, y0 * OVER, x1 * OVER, y1 * OVER], fill=v)
        return self

    def line(self, points, width=2, v=255):
        self.draw.line(self._pts(points), fill=v, width=max(1, round(width * OVER)), joint="curve")
        return self

    def oval(self, cx, cy, rx, ry=None, v=255):
        ry = rx if ry is None else ry
        self.draw.ellipse([(cx - rx) * OVER, (cy - ry) * OVER, (cx + rx) * OVER, (cy + ry) * OVER], fill=v)
        return self

    def ring(self, cx, cy, rx, ry, width, start=0, end=360, v=255):
        box = [(cx - rx) * OVER, (cy - ry) * OVER, (cx + rx) * OVER, (cy + ry) * OVER]
        self.draw.arc(box, start, end, fill=v, width=max(1, round(width * OVER)))
        return self

    def soft(self, radius):
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * OVER))
        self.draw = ImageDraw.Draw(self.image)
        return self

    def mask(self):
        return np.asarray(self.image.resize(self.size, Image.BOX), np.float32) / 255


class Canvas:
    """One picture."""

    def __init__(self, seed, w=1600, h=1067, paper="#000000"):
        self.w, self.h = w, h
        self.rng = np.random.default_rng(seed)
        self.img = np.broadcast_to(rgb(paper), (h, w, 3)).astype(np.float32).copy()
        self.yy, self.xx = np.mgrid[0:h, 0:w].astype(np.float32)

    def ink(self):
        return Ink(self.w, self.h)

    def noise(self, scale, octaves=5, stretch=1.0, gain=0.5):
        """Clouds of noise from 0 to 1; `scale` is the size of the largest lumps, `stretch` draws them out sideways."""
        total = np.zeros((self.h, self.w), np.float32)
        amount, norm = 1.0, 0.0
        for _ in range(octaves):
            gw, gh = max(2, int(self.w / (scale * stretch)) + 3), max(2, int(self.h / scale) + 3)
            grid = Image.fromarray(self.rng.random((gh, gw), np.float32))
            total += amount * np.asarray(grid.resize((self.w, self.h), Image.BICUBIC), np.float32)
            norm += amount
            amount *= gain
            scale = max(2.0, scale / 2)
        total /= norm
        low, high = np.percentile(total, (1, 99))
        return np.clip((total - low) / (high - low), 0, 1)

    def sky(self, stops):
        """A vertical wash through `(y, colour)` stops."""
        ys = [s[0] for s in stops]
        cols = np.array([rgb(s[1]) for s in stops])
        for c in range(3):
            self.img[:, :, c] = np.interp(self.yy[:, 0], ys, cols[:, c])[:, None]
        return self

    def over(self, mask, colour, strength=1.0):
        """Lay a colour (or a picture of colours) over, where the mask is."""
        m = (mask * strength)[:, :, None]
        self.img = self.img * (1 - m) + rgb(colour) * m
        return self

    def light(self, mask, colour, strength=1.0):
        """Add light, as a screen does: never past white."""
        m = np.clip(mask * strength, 0, 1)[:, :, None] * rgb(colour)
        self.img = 1 - (1 - np.clip(self.img, 0, 1)) * (1 - np.clip(m, 0, 1))
        return self

    def shade(self, mask, strength=0.5):
        """Darken."""
        self.img *= 1 - (mask * strength)[:, :, None]
        return self

    def clouds(self, colour, y0, y1, amount=0.5, scale=190, stretch=3.5, cover=0.5, lit=None):
        """A bank of cloud between two heights, its lower edge lit when a colour is given."""
        n = self.noise(scale, 6, stretch)
        band = np.clip((self.yy - y0) / (0.25 * (y1 - y0)), 0, 1) * np.clip((y1 - self.yy) / (0.45 * (y1 - y0)), 0, 1)
        m = np.clip((n - (1 - cover)) / 0.32, 0, 1) * band
        m = m * m * (3 - 2 * m)
        self.over(m, colour, amount)
        if lit is not None:
            edge = np.clip(m - np.roll(m, -10, 0), 0, 1) * 2.2
            self.light(blur(np.clip(edge, 0, 1), 2), lit, amount)
        return self

    def glow(self, x, y, r, colour, strength=0.8, squash=1.0):
        """Light around a point."""
        d = np.sqrt((self.xx - x) ** 2 + ((self.yy - y) / squash) ** 2) / r
        return self.light(1 / (1 + d * d * 3.2) ** 1.6, colour, strength)

    def disc(self, x, y, r, colour, strength=1.0):
        d = np.sqrt((self.xx - x) ** 2 + (self.yy - y) ** 2)
        return self.over(np.clip(r - d + 0.5, 0, 1), colour, strength)

    def layer(self, ink, colour, foot=None, y0=0, y1=None, rim=None, texture=0.05, strength=1.0):
        """A silhouette: `colour` at y0 running into `foot` at y1, with paint texture and a rim `(dx, dy, colour, strength)`."""
        mask = ink if isinstance(ink, np.ndarray) else ink.mask()
        y1 = self.h if y1 is None else y1
        t = np.clip((self.yy - y0) / max(1, y1 - y0), 0, 1)[:, :, None]
        paint = rgb(colour) * (1 - t) + rgb(foot if foot is not None else colour) * t
        if texture:
            paint = paint * (1 + texture * (self.noise(46, 4, 1.6)[:, :, None] - 0.5) * 2)
        self.over(mask, paint, strength)
        if rim:
            dx, dy, tint, power = rim
            edge = np.clip(mask - np.roll(np.roll(mask, dx, 1), dy, 0), 0, 1)
            self.light(edge, tint, power)
        return self

    def haze(self, y, depth, colour, strength=0.5, rough=0.35):
        """Air lying about a height."""
        band = np.exp(-(((self.yy - y) / depth) ** 2))
        if rough:
            band = band * (1 - rough + 2 * rough * self.noise(220, 4, 4))
        return self.over(np.clip(band, 0, 1), colour, strength)

    def below(self, y, colour, strength=1.0, run=200):
        return self.over(np.clip((self.yy - y) / run, 0, 1), colour, strength)

    def lamps(self, points, colour, r=3, bloom=26, strength=1.0, core="#fff6e0"):
        """Small lights with their halo. A point may carry its own size as a third number."""
        dots, halo = self.ink(), self.ink()
        for p in points:
            k = p[2] if len(p) > 2 else 1
            dots.oval(p[0], p[1], r * k)
            halo.oval(p[0], p[1], r * k * 2.4)
        h = halo.mask()
        self.light(np.clip(blur(h, bloom) * 5, 0, 1), colour, 0.55 * strength)
        self.light(np.clip(blur(h, bloom / 4) * 2, 0, 1), colour, 0.6 * strength)
        return self.over(dots.mask(), core, strength)

    def windows(self, boxes, colour, bloom=9, strength=1.0):
        """Lit windows `(x0, y0, x1, y1)`."""
        m = self.ink()
        for b in boxes:
            m.rect(*b[:4], v=int(b[4] * 255) if len(b) > 4 else 255)
        m = m.mask()
        self.over(m, colour, 0.92 * strength)
        return self.light(np.clip(blur(m, bloom) * 1.6, 0, 1), colour, 0.5 * strength)

    def beam(self, points, colour, strength=0.4, soft=24):
        """A shaft of light."""
        m = self.ink().poly(points).mask()
        return self.light(blur(m, soft), colour, strength)

    def plume(self, x, y, length, rise, width, colour, strength=0.6, lean=1):
        """Smoke or steam that leaves (x, y), drifts and widens."""
        t = np.clip((self.xx - x) * lean / length, 0, 1.2)
        centre = y - rise * np.sqrt(np.clip(t, 0, 2))
        spread = 4 + width * t ** 0.8
        n = self.noise(90, 5, 1.5)
        d = np.abs(self.yy - centre + (n - 0.5) * spread * 1.5) / spread
        m = np.clip(1.25 - d, 0, 1) * np.clip(1.15 - t, 0, 1) * ((self.xx - x) * lean > 0) * (0.45 + 0.55 * n)
        return self.over(blur(np.clip(m, 0, 1), 3), colour, strength)

    def water(self, y, deep, tint=0.45, rough=1.0, sparkle=None, sparkle_at=None, calm=0.0, flip=1.0):
        """Below `y`, what is above it mirrored in moving water."""
        y = int(y)
        n = self.h - y
        k = np.arange(n, dtype=np.float32)
        base = self.rng.random((256, 256)).astype(np.float32)
        base = blur(np.tile(base, (3, 3)), 2)[256:512, 256:512]
        base = (base - base.min()) / (base.max() - base.min())
        t = k[:, None] + 6
        size = 0.5 + 0.0062 * t
        u = (self.xx[:n] - self.w / 2) / (6.5 * size) + 900
        v = np.broadcast_to(np.log(size) / 0.0062, u.shape)
        wave = self._sample(base, u, v) - 0.5 + 0.5 * (self._sample(base, u * 2.7 + 31, v * 2.7) - 0.5)
        amp = np.clip(k / 90, 0.06, 1)[:, None] * rough * (1 - calm)
        sy = np.clip(y - 1 - k[:, None] * flip + wave * 70 * amp, 0, y - 1)
        sx = np.clip(self.xx[:n] + wave * 60 * amp, 0, self.w - 1)
        mirror = self.img[sy.astype(int), sx.astype(int)]
        near = np.clip(k / n, 0, 1)[:, None, None] ** 0.8
        mix = np.clip(tint + 0.42 * near, 0, 0.96)
        out = mirror * (1 - mix) + rgb(deep) * mix
        out *= 1 + (wave[:, :, None] * 0.34 * np.clip(k / 60, 0.15, 1)[:, None, None]) * rough
        self.img[y:] = out
        if sparkle is not None:
            sx0, width = sparkle_at
            lane = np.exp(-(((self.xx[:n] - sx0) / (width + k[:, None] * 0.55)) ** 2))
            bright = np.clip((wave - 0.13) / 0.25, 0, 1) * lane
            full = np.zeros((self.h, self.w), np.float32)
            full[y:] = bright
            self.light(full, sparkle, 0.9)
            self.light(blur(full, 8), sparkle, 0.4)
        return self

    def _sample(self, base, u, v):
        h, w = base.shape
        u0, v0 = np.floor(u), np.floor(v)
        fu, fv = u - u0, v - v0
        u0, v0 = u0.astype(int), v0.astype(int)
        a = base[v0 % h, u0 % w] * (1 - fu) + base[v0 % h, (u0 + 1) % w] * fu
        b = base[(v0 + 1) % h, u0 % w] * (1 - fu) + base[(v0 + 1) % h, (u0 + 1) % w] * fu
        return a * (1 - fv) + b * fv

    def flakes(self, count, sizes=(0.8, 3.4), colour="#ffffff", strength=0.8, y1=None):
        """Falling snow; the nearer, the larger and the softer."""
        far, near = self.ink(), self.ink()
        y1 = y1 or self.h
        for _ in range(count):
            r = sizes[0] + (sizes[1] - sizes[0]) * self.rng.random() ** 3
            (near if r > 2.2 else far).oval(self.rng.random() * self.w, self.rng.random() * y1, r, r * 1.15, v=int(120 + 135 * self.rng.random()))
        self.over(far.mask(), colour, strength)
        return self.over(blur(near.mask(), 2.2), colour, strength * 0.8)

    def rain(self, count, colour="#dfe8ee", strength=0.25, slant=0.18, length=46):
        ink = self.ink()
        for _ in range(count):
            x, y = self.rng.random() * self.w * 1.1, self.rng.random() * self.h
            k = length * (0.5 + self.rng.random())
            ink.line([(x, y), (x - k * slant, y + k)], 0.8, v=int(90 + 140 * self.rng.random()))
        return self.over(ink.mask(), colour, strength)

    def finish(self, warmth=0.0, contrast=1.08, lift=0.035, vignette=0.32, grain=0.016):
        """What makes the sheets one series: lifted blacks, a soft vignette, the tooth of the paper, grain."""
        img = np.clip(self.img, 0, 1)
        img = np.clip((img - 0.5) * contrast + 0.5, 0, 1)
        d = ((self.xx / self.w - 0.5) ** 2 * 1.1 + (self.yy / self.h - 0.5) ** 2 * 1.3) * 2
        img = img * (1 - vignette * np.clip(d - 0.12, 0, 1))[:, :, None]
        img = img * (1 - lift) + lift * rgb("#5d6570")
        tooth = self.noise(5, 2, 1.0) - 0.5
        fibre = self.noise(60, 4, 1.0) - 0.5
        speck = blur(self.rng.normal(0.5, 0.16, (self.h, self.w)).astype(np.float32), 0.8) - 0.5
        mid = 1 - np.abs(img.mean(2) - 0.45)
        img = img + ((tooth * 1.1 + speck * 2.2) * grain * mid + fibre * 0.018)[:, :, None]
        img = img * (1 + warmth * rgb((0.06, 0.01, -0.06)))
        self.img = np.clip(img, 0, 1)
        return self

    def crop(self, x0, y0, x1, y1):
        """The part of the sheet that is kept, at the size of the whole."""
        part = Image.fromarray((np.clip(self.img, 0, 1) * 255 + 0.5).astype(np.uint8)).crop((x0, y0, x1, y1))
        self.img = np.asarray(part.resize((self.w, self.h), Image.LANCZOS), np.float32) / 255
        return self

    def save(self, path, limit=124_000):
        """A JPEG no larger than `limit` bytes."""
        image = Image.fromarray((self.img * 255 + 0.5).astype(np.uint8))
        for quality in (76, 72, 68, 64, 60, 56, 52, 48, 44, 40):
            image.save(path, quality=quality, optimize=True, progressive=True)
            if path.stat().st_size <= limit:
                break
        return quality

"""Makers of the sample: ordinary files for every layer, the same to the byte each time.

    python -m tools.sample                      writes data/sample/
    python -m tools.sample --check              says whether data/sample/ is what the makers make
    python -m tools.sample --out /tmp/big --houses 200000 --hazards 20000

The sample is built on facts (codes, names, centres and areas of the villages, the real coast) and on
nothing measured: borders, hazards, houses and incidents are drawn by the makers and say `contoh`.
"""

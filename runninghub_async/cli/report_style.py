"""The style sheet of a report: light and dark, narrow and wide, and on paper."""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#5b6470;--paper:#fff;--box:#f5f6f8;
--line:#d9dde3;--good:#2e8b57;--bad:#c8372d;--unclear:#9a6700;--open:#6e7f91;--blue:#2f6fb5;
--blue-fill:#2f6fb533}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--dim:#9aa4b1;--paper:#14171b;
--box:#1d2127;--line:#343a43;--good:#4fb37c;--bad:#f0716a;--unclear:#d9a53a;--open:#8896a6;
--blue:#6ea8e6;--blue-fill:#6ea8e633}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2.2rem 0 .6rem}
h3{font-size:.95rem;margin:.5rem 0 0}header p,figcaption,footer,small{color:var(--dim)}
header p{margin:.2rem 0 0}footer{margin-top:3rem;font-size:.85rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.7rem;
margin:1.4rem 0 0}
.tiles div{background:var(--box);border:1px solid var(--line);border-radius:8px;
padding:.6rem .8rem;display:flex;flex-direction:column-reverse;justify-content:flex-end}
.tiles dt{color:var(--dim);font-size:.85rem}
.tiles dd{margin:0;font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}
.tiles .bad dd,b.bad{color:var(--bad)}.tiles .unclear dd,b.unclear{color:var(--unclear)}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .7rem .4rem 0;
border-bottom:1px solid var(--line)}
th[scope=col]{color:var(--dim);font-weight:500;font-size:.85rem}th[scope=row]{font-weight:600;min-width:7rem}
summary{cursor:pointer;padding:.4rem 0}details table{margin:.2rem 0 1rem}
.number{font-variant-numeric:tabular-nums;white-space:nowrap}
.bar{background:linear-gradient(var(--blue-fill),var(--blue-fill)) 0 50%/var(--share) 70% no-repeat}
figure{margin:0 0 1rem}figcaption{font-size:.9rem;margin-bottom:.2rem}
svg{display:block;width:100%;height:auto}
svg text{font-size:11px;fill:var(--dim)}svg .side{text-anchor:end}svg .foot{text-anchor:middle}
.grid{stroke:var(--line);stroke-width:.6}line.gap{stroke:var(--dim);stroke-dasharray:3 4}
rect.good{fill:var(--good)}rect.bad{fill:var(--bad)}rect.unclear{fill:var(--unclear)}
rect.open,rect.other{fill:var(--open)}rect{stroke:var(--paper);stroke-width:.7}rect:hover{opacity:.7}
path.running,path.spent{fill:var(--blue-fill);stroke:var(--blue);stroke-width:1.2}
path.waiting{fill:none;stroke:var(--unclear);stroke-width:1.4;stroke-dasharray:4 3}
line.limit{stroke:var(--bad);stroke-dasharray:6 4}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.2rem 0 .6rem;font-size:.85rem;
color:var(--dim)}
.key i{display:inline-block;width:.8rem;height:.8rem;border-radius:2px;margin-right:.4rem;
vertical-align:-.08rem}
i.good{background:var(--good)}i.bad{background:var(--bad)}i.unclear{background:var(--unclear)}
i.open{background:var(--open)}i.line{height:0;border-top:2px dashed var(--unclear);
vertical-align:.22rem}i.area{background:var(--blue-fill);border:1px solid var(--blue)}
i.gap{width:0;border-left:2px dashed var(--dim);border-radius:0}
.gallery{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem}
article{border:1px solid var(--line);border-radius:8px;padding:.7rem;background:var(--box);
break-inside:avoid;content-visibility:auto;contain-intrinsic-size:15rem 18rem}
article p{margin:.1rem 0 0;font-size:.9rem}
article img,article video{width:100%;border-radius:5px;background:#0003}article audio{width:100%}
@media print{:root{--ink:#000;--dim:#444;--paper:#fff;--box:#fff;--line:#bbb;--good:#2e8b57;
--bad:#c8372d;--unclear:#9a6700;--open:#6e7f91;--blue:#2f6fb5;--blue-fill:#2f6fb533}
body{max-width:none;padding:0;font-size:11px;print-color-adjust:exact;
-webkit-print-color-adjust:exact}section{break-inside:auto}figure,tr{break-inside:avoid}
article{content-visibility:visible}
details::details-content{content-visibility:visible;block-size:auto}}
@media (max-width:40rem){body{padding:1rem}svg text{font-size:20px}}
""".replace("\n", "")

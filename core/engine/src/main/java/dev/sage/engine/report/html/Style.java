package dev.sage.engine.report.html;

import dev.sage.engine.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// How the page looks, on a screen, on a phone, in the dark and on paper.
final class Style {
  static final String CSS =
      """
      :root{
        --page:#f4f6f8;--card:#ffffff;--text:#18202a;--muted:#566170;--line:#d8dee6;--soft:#eef2f6;
        --link:#0a56b3;
        --good:#04603a;--good-soft:#e6f7ee;--good-fill:#1a9d6b;
        --notice:#7a4500;--notice-soft:#fff3dc;--notice-fill:#e0a019;
        --bad:#a11b12;--bad-soft:#fdecea;--bad-fill:#d5392e;
        --info:#234a80;--info-soft:#e8f0fb;--info-fill:#5b8bd6}
      @media screen and (prefers-color-scheme:dark){:root{
        --page:#0e1318;--card:#171d24;--text:#e7ebf0;--muted:#a3aebb;--line:#2d3640;--soft:#202831;
        --link:#8ab9ff;
        --good:#72e0ab;--good-soft:#0d2c1e;--good-fill:#2fb37e;
        --notice:#f6c667;--notice-soft:#33250a;--notice-fill:#d39a2a;
        --bad:#ffa198;--bad-soft:#3a1613;--bad-fill:#e5584d;
        --info:#a9c8f7;--info-soft:#15263f;--info-fill:#5b8bd6}}
      *{box-sizing:border-box}
      html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
      body{margin:0 auto;max-width:72rem;padding:2rem 1.5rem 3rem;background:var(--page);
        color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",
        Arial,sans-serif;overflow-wrap:break-word}
      h1,h2,p,ul,dl,dd{margin:0;padding:0}
      h1{font-size:1.75rem;line-height:1.25;letter-spacing:-.01em;overflow-wrap:anywhere}
      h2{font-size:1.125rem;line-height:1.35}
      a{color:var(--link);text-underline-offset:.15em}
      a:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
      .skip{position:absolute;left:-99rem}
      .skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--card);z-index:2}
      header{margin-bottom:1.25rem}
      .eyebrow{font-size:.8125rem;font-weight:600;letter-spacing:.06em;text-transform:uppercase;
        color:var(--muted)}
      .meta{margin-top:.25rem;color:var(--muted)}
      .card,.verdict{background:var(--card);border:1px solid var(--line);border-radius:12px;
        padding:1.25rem 1.5rem 1.5rem;margin-bottom:1.25rem}
      .card>h2{margin-bottom:.75rem}
      .verdict{display:flex;gap:1.25rem;align-items:flex-start;padding:1.5rem}
      .verdict h2{font-size:1.5rem}
      .verdict p{margin-top:.25rem;max-width:46rem;font-size:1.0625rem}
      .verdict .next{margin-top:.75rem}
      .verdict.good{background:var(--good-soft);border-color:var(--good-fill)}
      .verdict.notice{background:var(--notice-soft);border-color:var(--notice-fill)}
      .verdict.bad{background:var(--bad-soft);border-color:var(--bad-fill)}
      .good h2{color:var(--good)}.notice h2{color:var(--notice)}.bad h2{color:var(--bad)}
      .sign{flex:none}
      .sign circle{fill:none;stroke-width:2}
      .sign path{fill:none;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
      .good .sign *{stroke:var(--good)}.notice .sign *{stroke:var(--notice)}
      .bad .sign *{stroke:var(--bad)}
      .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:.75rem;
        list-style:none}
      .figures li{padding:.625rem .875rem;border-radius:8px;background:var(--soft)}
      .figures b{display:block;font-size:1.5rem;line-height:1.3;font-variant-numeric:tabular-nums}
      .figures span{color:var(--muted);font-size:.875rem}
      .figures .good b{color:var(--good)}.figures .bad b{color:var(--bad)}
      .figures .notice b{color:var(--notice)}
      .proportion{display:block;width:100%;height:.5rem;margin:1rem 0 .25rem;border-radius:4px}
      rect.good{fill:var(--good-fill)}rect.bad,rect.error{fill:var(--bad-fill)}
      rect.warning{fill:var(--notice-fill)}rect.message{fill:var(--info-fill)}
      rect.track{fill:var(--soft)}
      table{width:100%;border-collapse:collapse;font-size:.9375rem}
      caption{padding:.25rem 0 .5rem;text-align:left;color:var(--muted);font-size:.875rem}
      .files{margin-top:.75rem}
      th,td{padding:.5rem .75rem;text-align:left;vertical-align:top;
        border-bottom:1px solid var(--line)}
      th:first-child,td:first-child{padding-left:0}
      th:last-child,td:last-child{padding-right:0}
      thead th{color:var(--muted);font-size:.8125rem;font-weight:600;white-space:nowrap;
        vertical-align:bottom}
      tbody th{font-weight:500}
      tbody tr:last-child>*{border-bottom:0}
      .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .name{overflow-wrap:anywhere;min-width:6rem}
      .value{min-width:11rem;max-width:18rem}
      .share{width:22%;min-width:6rem}
      .bar{display:block;width:100%;height:.625rem;margin-top:.4375rem;border-radius:3px}
      code{padding:.0625rem .3125rem;border-radius:4px;background:var(--soft);
        font:.875rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
        overflow-wrap:anywhere;-webkit-box-decoration-break:clone;box-decoration-break:clone}
      em,small{color:var(--muted)}
      small{font-size:.8125rem;overflow-wrap:anywhere}
      .badge{display:inline-block;padding:.0625rem .5rem;border-radius:999px;font-size:.8125rem;
        font-weight:600;white-space:nowrap}
      .badge.error{background:var(--bad-soft);color:var(--bad)}
      .badge.warning{background:var(--notice-soft);color:var(--notice)}
      .badge.message{background:var(--info-soft);color:var(--info)}
      .more{margin-top:.75rem;color:var(--muted)}
      .links{list-style:none;margin-top:.5rem}
      .links li{padding:.5rem 0;border-top:1px solid var(--line)}
      .links a{font-weight:600;overflow-wrap:anywhere}
      .links span{display:block;color:var(--muted)}
      footer{margin-top:1.75rem;color:var(--muted);font-size:.875rem}
      footer h2{font-size:.9375rem}
      footer dl{margin:.5rem 0 1rem}
      footer dl div{display:flex;flex-wrap:wrap;gap:0 .75rem;padding:.125rem 0}
      footer dt{min-width:11rem}
      footer dd{flex:1;min-width:12rem;color:var(--text);overflow-wrap:anywhere}
      @media screen and (max-width:46rem){
        body{padding:1.25rem .75rem 2rem}
        h1{font-size:1.375rem}
        .card,.verdict{padding:1rem}
        .verdict{gap:.875rem}
        .sign{width:36px;height:36px}
        .figures{grid-template-columns:repeat(auto-fit,minmax(6rem,1fr));gap:.5rem}
        table,tbody,tr,th,td,caption{display:block}
        thead{position:absolute;left:-99rem}
        tbody tr{padding:.75rem 0;border-bottom:1px solid var(--line)}
        tbody tr:last-child{border-bottom:0;padding-bottom:0}
        tbody th,tbody td{display:flex;gap:.75rem;padding:.125rem 0;border:0;text-align:left;
          max-width:none;width:auto}
        tbody th{font-weight:600}
        tbody th::before,tbody td::before{content:attr(data-label);flex:0 0 6.25rem;
          color:var(--muted);font-size:.875rem;font-weight:400}
        tbody th::before{content:none}
        tbody th{display:block}
        td:empty{display:none}
        tbody .number{text-align:left}
        tbody .value{min-width:0;max-width:none}
        tbody .share{width:100%;padding-top:.25rem}
        .share::before{content:none}
        footer dt{min-width:100%}}
      @media print{
        html{font-size:9.5pt}
        body{max-width:none;padding:0;background:#fff}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        .skip{display:none}
        .card,.verdict{padding:.75rem 1rem}
        .card{border:0;padding-left:0;padding-right:0}
        .share{width:14%}
        .name{min-width:8.5rem}
        .value{min-width:9rem}
        .verdict,.figures,tr,.links li,footer dl div{break-inside:avoid}
        h2,caption,thead,p:has(+ul){break-after:avoid}
        tbody tr:first-child{break-before:avoid}
        thead{display:table-header-group}}
      @page{margin:14mm;@bottom-right{content:counter(page) " / " counter(pages);
        font:8pt system-ui,sans-serif;color:#566170}}
      """;

  /// Nothing but this style.
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
          .formatted(sha256(CSS));

  private Style() {}

  private static String sha256(String text) {
    return Base64.getEncoder()
        .encodeToString(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}

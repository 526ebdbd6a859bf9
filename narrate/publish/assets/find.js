// Which episode a page is: by its own address, without what addresses only say of the way one came. The same rules as
// `identity.plain`; the list is `episodes.json`, or the part of it that this address belongs to.
(function () {
  "use strict";
  var TRACKING = /*narrate-tracking*/[];
  var INDEX = /\/(?:index|default)\.(?:s?html?|php|aspx?|jsp)$/i;
  var HOSTS = /^(?:(?:www|m|wap|mobile|3g)\.)+(?=[^.]+\.)/;
  var Data = window.NarrateData;

  function plain(address) {
    var url = Data.web(address, document.baseURI);
    if (!url) return "";
    var host = url.host.toLowerCase().replace(/:(?:80|443)$/, "").replace(HOSTS, "");
    var kept = Array.from(url.searchParams).filter(function (pair) { return TRACKING.indexOf(pair[0].toLowerCase()) < 0 && pair[0].indexOf("utm_") !== 0; });
    kept = kept.sort(function (a, b) { return a[0] < b[0] || a[0] === b[0] && a[1] < b[1] ? -1 : 1; }).map(function (pair) { return pair.map(quoted).join("="); });
    var path = url.pathname;
    try { path = decodeURIComponent(path); } catch (error) { /* as it is written */ }
    return host + path.replace(INDEX, "/").replace(/\/+$/, "") + (kept.length ? "?" + kept.join("&") : "");
  }
  function quoted(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, function (sign) { return "%" + sign.charCodeAt(0).toString(16).toUpperCase(); }).replace(/%20/g, "+");
  }
  // FNV-1a (draft-eastlake-fnv), 32 bits; the last byte names the part.
  function shard(key) {
    var hash = new TextEncoder().encode(key).reduce(function (sum, byte) { return Math.imul(sum ^ byte, 16777619); }, 2166136261 | 0);
    return ("0" + (hash & 255).toString(16)).slice(-2);
  }

  // All that the page says it is, the surest first.
  function names(source) {
    var canonical = document.querySelector("link[rel~=canonical][href]"), shared = document.querySelector("meta[property='og:url'][content]");
    var found = [canonical && canonical.getAttribute("href"), shared && shared.getAttribute("content"), location.href].filter(Boolean).map(plain);
    return (source ? ["file:" + source.replace(/^\.?\/+/, "")] : []).concat(found).filter(function (key, n, all) { return key && all.indexOf(key) === n; });
  }
  // The episode's folder, or "" where the site has none for this page.
  async function episode(site, allowed, source) {
    var whole = await Data.fetched(site + "episodes.json", allowed), parts = {};
    for (var key of names(source)) {
      var list = whole && whole.parts === 256 ? parts[shard(key)] || (parts[shard(key)] = await part(site, allowed, shard(key))) : whole.episodes;
      var slug = list && Object.prototype.hasOwnProperty.call(list, key) ? list[key] : "";
      if (typeof slug === "string" && /^[^/?#\\.][^/?#\\]*$/.test(slug)) return site + "episodes/" + encodeURIComponent(slug) + "/";
    }
    return "";
  }
  async function part(site, allowed, name) {
    try { return (await Data.fetched(site + "lists/addresses-" + name + ".json", allowed)).episodes || {}; } catch (error) { return {}; }
  }

  window.NarrateFind = { plain: plain, shard: shard, episode: episode };
})();

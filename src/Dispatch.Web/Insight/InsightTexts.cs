using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Records.Insight;
using Microsoft.Extensions.Primitives;

namespace Dispatch.Web.Insight;

/// <summary>The words of files, from the same locale files that the page reads, and the names of services and places.</summary>
internal sealed class InsightTexts(ServiceCatalogue catalogue)
{
    private const string Usual = "zh-CN";
    private static readonly Dictionary<string, JsonElement> Texts = new[] { Usual, "en" }.ToDictionary(language => language, Read);

    /// <summary>The words of a language; of the product's own, when it is not known.</summary>
    public Words In(StringValues language, ImmutableArray<StationFacts> stations) =>
        new(Texts.TryGetValue(language.ToString(), out var known) ? known : Texts[Usual], language == "en", catalogue, stations);

    private static JsonElement Read(string language)
    {
        using var text = Assembly.GetExecutingAssembly().GetManifestResourceStream($"insight.{language}.json")!;
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The words of one language.</summary>
    internal sealed class Words(JsonElement texts, bool english, ServiceCatalogue catalogue, ImmutableArray<StationFacts> stations)
    {
        public string Total { get; } = Find(texts, "total") ?? "";

        public string Column(string code) => Find(texts, "column", code) ?? code;

        /// <summary>A header; it says besides when made-up history may stand below it.</summary>
        public string Marked(string header, bool isMadeUp) => isMadeUp ? $"{header} [{Find(texts, "madeUp") ?? "demo.seeded"}]" : header;

        /// <summary>What the numbers of a measure are.</summary>
        public string Unit(Measure measure) =>
            $"{Find(texts, "measure", measure.Code) ?? measure.Code} ({Find(texts, "unit", measure.Unit.ToString()) ?? measure.Unit.ToString()})";

        /// <summary>What a value is called; its code, where it has no name.</summary>
        public string Name(Facet facet, string key) => facet switch
        {
            Facet.Station => stations.FirstOrDefault(station => station.Id == key) is { } station ? english ? station.NameEn : station.NameZh : key,
            Facet.Community => stations.SelectMany(station => station.Areas).FirstOrDefault(area => area.Code == key) is { } area ? english ? area.NameEn : area.NameZh : key,
            Facet.Service => catalogue.Find(key) is { } service ? english ? service.Name.En : service.Name.Zh : key,
            Facet.Action => Find(texts, ["action", .. key.Split('.')]) ?? key,
            Facet.Level or Facet.Responder or Facet.AgeBand => Find(texts, facet.Code(), key) ?? key,
            _ => key,
        };

        private static string? Find(JsonElement texts, params ReadOnlySpan<string> path)
        {
            foreach (var part in path)
            {
                if (texts.ValueKind != JsonValueKind.Object || !texts.TryGetProperty(part, out texts))
                {
                    return null;
                }
            }

            return texts.ValueKind == JsonValueKind.String ? texts.GetString() : null;
        }
    }
}

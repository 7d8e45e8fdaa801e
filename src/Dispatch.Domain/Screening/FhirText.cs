using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Screening;

/// <summary>Reads FHIR texts: the text itself in the resource's language, others by the standard translation extension beside it.</summary>
internal static class FhirText
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    /// <summary>HL7's extension for translations of a text.</summary>
    public const string TranslationUrl = "http://hl7.org/fhir/StructureDefinition/translation";

    private const int Most = 1_000;

    /// <summary>The text in both languages, each empty where it is not there.</summary>
    public static Wording Texts(this DataNode row, string field, string language)
    {
        var words = new Wording("", "").Put(row, field, language, row.TextOrNull(field));
        var beside = "_" + field;
        if (!row.Has(beside))
        {
            return words;
        }

        foreach (var translation in row.Child(beside).Rows("extension").Where(it => it.TextOrNull("url") == TranslationUrl))
        {
            var parts = translation.Rows("extension").ToList();
            var (tongue, content) = (parts.FindIndex(part => part.TextOrNull("url") == "lang"), parts.FindIndex(part => part.TextOrNull("url") == "content"));
            if (tongue < 0 || content < 0)
            {
                translation.Fault("extension", "must hold 'lang' and 'content'");
                continue;
            }

            words = words.Put(translation, "extension", parts[tongue].Text("valueCode"), parts[content].Text("valueString"));
        }

        return words;
    }

    public static string In(this Wording words, string language) => language == English ? words.En : words.Zh;

    private static Wording Put(this Wording words, DataNode row, string field, string language, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return words;
        }

        if (TextRules.Check(field, text, Most, lines: true) is { } refused)
        {
            row.Fault(field, refused.Detail);
        }

        if (language is not (Chinese or English))
        {
            row.Fault(field, $"language '{language}' is none of {Chinese}, {English}");
            return words;
        }

        if (words.In(language).Length > 0)
        {
            row.Fault(field, $"the wording in {language} stands 2 times");
        }

        return language == English ? words with { En = text } : words with { Zh = text };
    }
}

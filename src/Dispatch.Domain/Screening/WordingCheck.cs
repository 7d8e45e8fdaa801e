using System.Collections.Immutable;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Screening;

/// <summary>Collects the texts of an instrument and says in which languages all of them are there.</summary>
internal sealed class WordingCheck
{
    private static readonly string[] Both = [FhirText.Chinese, FhirText.English];

    private readonly List<(DataNode Row, string Field, Wording Words)> texts = [];

    public void Note(DataNode row, string field, Wording words) => texts.Add((row, field, words));

    /// <summary>The product's own wording: whole in both languages.</summary>
    public ImmutableArray<string> RequireBoth() => Require(Both);

    /// <summary>An imported wording: whole in the file's own language, and in each other of which there is anything.</summary>
    public ImmutableArray<string> RequireOwn(string language) =>
        Require([.. Both.Where(it => it == language || texts.Exists(text => text.Words.In(it).Length > 0))]);

    /// <summary>Somebody else's wording is not shipped: wording from memory would be a clinical hazard.</summary>
    public ImmutableArray<string> RequireNone()
    {
        foreach (var (row, field, words) in texts)
        {
            if (words.Zh.Length + words.En.Length > 0)
            {
                row.Fault(field, "must be left out: the operator imports the wording with its licence");
            }
        }

        return [];
    }

    private ImmutableArray<string> Require(string[] languages)
    {
        foreach (var language in languages)
        {
            foreach (var (row, field, words) in texts)
            {
                if (words.In(language).Length == 0)
                {
                    row.Fault(field, $"the wording in {language} is missing");
                }
            }
        }

        return [.. languages];
    }
}

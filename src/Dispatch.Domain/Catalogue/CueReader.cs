using System.Collections.Frozen;
using System.Collections.Immutable;
using Dispatch.Contracts;

namespace Dispatch.Domain.Catalogue;

/// <summary>Turns cues.json into a cue list.</summary>
internal static class CueReader
{
    // Hits are bits of one word, so that a scan allocates nothing per hit.
    private const int MostCues = 64;

    // With its compact twin a phrase takes at most twice its length in states.
    private const int MostLetters = PhraseAutomaton.MostStates / 2;

    public static CueList Read(DataNode root)
    {
        var shape = new CueText(ReadFolds(root.Child("folds")));
        var cues = root.Rows("cues").Select(row => ReadCue(row, shape)).ToImmutableArray();
        if (cues.Length is 0 or > MostCues)
        {
            root.Fault("cues", $"must hold 1 to {MostCues} rows, not {cues.Length}");
        }

        var letters = cues.Sum(cue => cue.Phrases.Sum(phrase => phrase.Length));
        if (letters > MostLetters)
        {
            root.Fault("cues", $"hold {letters} letters; {MostLetters} is the most");
        }

        RequireUnique(root, cues);
        return new CueList(shape, letters > MostLetters || cues.Length > MostCues ? [] : cues);
    }

    private static Cue ReadCue(DataNode row, CueText shape)
    {
        var level = row.Word<RiskLevel>("level");
        if (level == RiskLevel.General && row.Has("level"))
        {
            row.Fault("level", "must be Serious or HighRisk: a hit raises");
        }

        var phrases = ImmutableArray.CreateBuilder<string>();
        foreach (var (phrase, number) in row.Texts("phrases").Select((phrase, number) => (phrase, number)))
        {
            // One letter would hit everywhere.
            if (shape.Normalise(phrase) is { Length: > 1 } normal)
            {
                phrases.Add(normal);
            }
            else
            {
                row.Fault($"phrases[{number}]", $"'{phrase}' is too short");
            }
        }

        return new Cue(row.Text("code"), row.Text("category"), level, phrases.ToImmutable());
    }

    private static FrozenDictionary<char, char> ReadFolds(DataNode folds)
    {
        var (from, to) = (folds.TextOrNull("from") ?? "", folds.TextOrNull("to") ?? "");
        if (from.Length != to.Length)
        {
            folds.Fault("to", $"has {to.Length} characters for {from.Length} in 'from'");
            return FrozenDictionary<char, char>.Empty;
        }

        return from.Zip(to).DistinctBy(pair => pair.First).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
    }

    private static void RequireUnique(DataNode root, ImmutableArray<Cue> cues)
    {
        foreach (var twice in cues.GroupBy(cue => cue.Code).Where(group => group.Key.Length > 0 && group.Count() > 1))
        {
            root.Fault("cues", $"'{twice.Key}' stands {twice.Count()} times");
        }

        foreach (var twice in cues.SelectMany(cue => cue.Phrases).GroupBy(phrase => phrase).Where(group => group.Count() > 1))
        {
            root.Fault("cues", $"the phrase '{twice.Key}' stands {twice.Count()} times");
        }
    }
}

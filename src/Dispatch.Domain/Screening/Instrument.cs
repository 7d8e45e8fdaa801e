using System.Collections.Immutable;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Screening;

/// <summary>A questionnaire with its scoring, as a file of data/instruments says it. Immutable.</summary>
/// <param name="Code">What screenings name it by, such as <c>phq-9</c>.</param>
/// <param name="Version">The file's version. Answers count only for the version that was asked.</param>
/// <param name="Title">Its name.</param>
/// <param name="Lead">What stands above the questions; empty: nothing.</param>
/// <param name="Owner">Whose wording it is.</param>
/// <param name="Source">Where scoring and cut-offs come from.</param>
/// <param name="Licence">On what terms the wording may be used.</param>
/// <param name="Review">What must be looked at before real use.</param>
/// <param name="Questions">In the order in which they are asked.</param>
/// <param name="Scoring">How answers become a score, and a score a band.</param>
/// <param name="Languages">In which every text is there: <c>zh-CN</c>, <c>en</c>. Empty: the wording is not here, the slot is not available.</param>
public sealed record Instrument(
    string Code,
    string Version,
    Wording Title,
    Wording Lead,
    WordingOwner Owner,
    string Source,
    Wording Licence,
    Wording Review,
    ImmutableArray<Question> Questions,
    Scoring Scoring,
    ImmutableArray<string> Languages)
{
    /// <summary>Whether it can be asked.</summary>
    public bool Available => !Languages.IsEmpty;

    /// <summary>The question of that id; null when there is none.</summary>
    public Question? Find(string id) => Questions.FirstOrDefault(question => question.Id == id);
}

/// <summary>Whose wording an instrument has.</summary>
public enum WordingOwner
{
    /// <summary>The product's own, shipped in both languages.</summary>
    Product,

    /// <summary>Somebody else's, not shipped: the operator imports it with its licence.</summary>
    Publisher,
}

/// <summary>A question with its choices.</summary>
/// <param name="Id">The <c>linkId</c>.</param>
/// <param name="Text">Empty where the wording is not here.</param>
/// <param name="Choices">At least two.</param>
/// <param name="AskedWhen">Must be answered only when an earlier question was answered so; null: always.</param>
public sealed record Question(string Id, Wording Text, ImmutableArray<Choice> Choices, Condition? AskedWhen);

/// <summary>A choice and what it counts, 0..100.</summary>
public sealed record Choice(string Code, Wording Text, int Score);

/// <summary>An earlier question was answered with that choice.</summary>
public sealed record Condition(string Question, string Choice);

/// <summary>How answers become a score, and a score a band.</summary>
/// <param name="Method">How the scores of the answers are put together.</param>
/// <param name="Least">The least score that answers can reach.</param>
/// <param name="Most">The highest one.</param>
/// <param name="Bands">Cover every score from least to most once, in rising order.</param>
/// <param name="Dangers">Answers that stand for immediate danger by themselves, whatever the score.</param>
public sealed record Scoring(ScoringMethod Method, int Least, int Most, ImmutableArray<Band> Bands, ImmutableArray<DangerRule> Dangers);

/// <summary>How the scores of the answers are put together.</summary>
public enum ScoringMethod
{
    /// <summary>Added up.</summary>
    Sum,

    /// <summary>The highest of them.</summary>
    Highest,
}

/// <summary>A band of scores, both ends included.</summary>
public sealed record Band(string Code, int From, int To, Wording Name);

/// <summary>Immediate danger: that question was answered with a choice of at least that score.</summary>
public sealed record DangerRule(string Question, int From);

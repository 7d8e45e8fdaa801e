using System.Collections.Immutable;
using Dispatch.Contracts.Care;

namespace Dispatch.Contracts.Screenings;

/// <summary>That a screening was asked for, and how far it is; nothing of its answers. For the resident the accounts are null.</summary>
/// <param name="Number">Its number within the request, from 1.</param>
/// <param name="Instrument">The instrument's code.</param>
/// <param name="TitleZh">Its name in Chinese; the code where the instrument is installed no longer.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="Language">The language it is asked in.</param>
/// <param name="AskedAt">When.</param>
/// <param name="AskedBy">The account that asked.</param>
/// <param name="AnsweredAt">When it was answered; null: not yet.</param>
/// <param name="AnsweredBy">The account that answered or wrote the answers down; <c>resident</c> for the resident.</param>
/// <param name="DecidedAt">When a licensed counsellor said what follows; null: not yet.</param>
/// <param name="DecidedBy">Who.</param>
[GenerateSerializer, Immutable, Alias("screening.status")]
public sealed record ScreeningStatus(
    int Number,
    string Instrument,
    string TitleZh,
    string TitleEn,
    string Language,
    DateTimeOffset AskedAt,
    string? AskedBy,
    DateTimeOffset? AnsweredAt,
    string? AnsweredBy,
    DateTimeOffset? DecidedAt,
    string? DecidedBy);

/// <summary>All screenings of a request, in the order in which they were asked.</summary>
[GenerateSerializer, Immutable, Alias("screening.list")]
public sealed record ScreeningList(ImmutableArray<ScreeningStatus> Screenings);

/// <summary>What whoever answers is told: that it was kept, and nothing of what it came to.</summary>
/// <param name="AnsweredAt">When it became durable.</param>
/// <param name="Danger">An answer stands for immediate danger: the level was raised, and the numbers to call belong on the screen.</param>
[GenerateSerializer, Immutable, Alias("screening.receipt")]
public sealed record ScreeningReceipt(DateTimeOffset AnsweredAt, bool Danger);

/// <summary>A result with the instrument's own scale beside it, for the care team alone.</summary>
/// <param name="Screening">The screening.</param>
/// <param name="Scale">The instrument's bands and range; null where it is installed no longer.</param>
/// <param name="Questions">The questions in the words that were asked; null where that version is installed no longer.</param>
[GenerateSerializer, Immutable, Alias("screening.outcome")]
public sealed record ScreeningOutcome(ScreeningView Screening, InstrumentView? Scale, QuestionnaireView? Questions);

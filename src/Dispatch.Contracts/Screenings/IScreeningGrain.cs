using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Screenings;

/// <summary>Which screenings were asked of a request's resident. Keyed by request id.</summary>
[Alias("dispatch.screenings")]
public interface IScreeningListGrain : IGrainWithStringKey
{
    /// <summary>Asks; the id of the command is not looked at. While one of the same instrument waits for its answers, it is that one.</summary>
    /// <remarks>Refused with <see cref="RefusalCode.InstrumentUnavailable"/> and the like, and with <see cref="RefusalCode.ScreeningTooMany"/> beyond 40.</remarks>
    [Alias("ask")]
    Task<Reply<ScreeningStatus>> AskAsync(AskScreening command);

    /// <summary>All of them: that they were asked and answered, never a result.</summary>
    [Alias("list")]
    Task<Reply<ScreeningList>> ListAsync(Actor by);

    /// <summary>All of them with the answers given, for the copy of the resident's own data; the request has judged who asks.</summary>
    [Alias("copy")]
    Task<ImmutableArray<ExportedScreening>> CopyAsync();

    /// <summary>Deletes all answers; refused with <see cref="RefusalCode.PrivacyObligation"/> before the request has ended. Repeated: done already.</summary>
    [Alias("erase")]
    Task<Reply> EraseAsync();
}

/// <summary>One screening: asked, answered once, decided on once. Keyed by its id, <c>{request id}.{number}</c>.</summary>
/// <remarks>Answers that stand for immediate danger raise the request's level before they are judged and kept, also when they are refused.</remarks>
[Alias("dispatch.screening")]
public interface IScreeningGrain : IGrainWithStringKey
{
    /// <summary>Enters it as asked; the list alone calls it. Repeated: done already.</summary>
    [Alias("begin")]
    Task<ScreeningStatus> BeginAsync(string stationId, ScreeningView asked, Actor by);

    /// <summary>How far it is; null: never asked. For the list.</summary>
    [Alias("status")]
    Task<ScreeningStatus?> StatusAsync();

    /// <summary>It with the answers given; null: never asked. For the list.</summary>
    [Alias("copy")]
    Task<ExportedScreening?> CopyAsync();

    /// <summary>The questions without scores, for whoever is to answer; <see cref="RefusalCode.ScreeningAnswered"/> once that was done.</summary>
    [Alias("form")]
    Task<Reply<QuestionnaireView>> FormAsync(Actor by);

    /// <summary>All answers, once.</summary>
    [Alias("answer")]
    Task<Reply<ScreeningReceipt>> AnswerAsync(AnswerScreening command);

    /// <summary>What it came to, for counsellors who have the request.</summary>
    [Alias("outcome")]
    Task<Reply<ScreeningOutcome>> OutcomeAsync(Actor by);

    /// <summary>A licensed counsellor who has the request says what follows, once.</summary>
    [Alias("decide")]
    Task<Reply> DecideAsync(DecideScreening command);

    /// <summary>Deletes answers and words; for the list, which has judged.</summary>
    [Alias("erase")]
    Task EraseAsync();
}

using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Duty;

/// <summary>The duty roster of one station: who answers at any minute of the day and the night. Keyed by station id.</summary>
/// <remarks>
/// It plans, warns and hands over. Who is on watch at a moment the station's <see cref="Rosters.IRosterGrain"/> says, to which it tells its shifts, so that
/// an emergency never waits for it.
/// </remarks>
[Alias("dispatch.duty")]
public interface IDutyGrain : IGrainWithStringKey
{
    /// <summary>The shifts that touch the days from a day on, and what waits for the reader.</summary>
    [Alias("view")]
    Task<Reply<DutyView>> ViewAsync(Actor by, DateOnly from, int days);

    /// <summary>Plans or changes a shift.</summary>
    [Alias("plan")]
    Task<Reply> PlanAsync(PlanShift command);

    /// <summary>Takes a shift out.</summary>
    [Alias("drop")]
    Task<Reply> DropAsync(DropShift command);

    /// <summary>Plans a week again for the weeks after it.</summary>
    [Alias("copy")]
    Task<Reply> CopyAsync(CopyWeek command);

    /// <summary>Says that one is at work.</summary>
    [Alias("begin")]
    Task<Reply> BeginAsync(BeginShift command);

    /// <summary>Asks a colleague to take a place.</summary>
    [Alias("ask-swap")]
    Task<Reply> AskSwapAsync(AskSwap command);

    /// <summary>Answers such a wish.</summary>
    [Alias("answer-swap")]
    Task<Reply> AnswerSwapAsync(AnswerColleague command);

    /// <summary>Hands the watch over.</summary>
    [Alias("offer-hand-over")]
    Task<Reply> OfferHandOverAsync(OfferHandOver command);

    /// <summary>Takes it over, or does not. Accepted, what waits for the giver goes along, one thing after the other.</summary>
    [Alias("answer-hand-over")]
    Task<Reply> AnswerHandOverAsync(AnswerColleague command);

    /// <summary>A counsellor's licence or qualification changed: the plan is looked through at once for gaps, and not only at the next look.</summary>
    [OneWay, Alias("look")]
    Task LookAsync();

    /// <summary>What this person has not seen yet, oldest first.</summary>
    [ReadOnly, Alias("alerts")]
    Task<ImmutableArray<DutyAlert>> AlertsAsync(string account);

    /// <summary>The person has seen an alert. Repeated, or unknown: nothing.</summary>
    [Alias("alert-seen")]
    Task AlertSeenAsync(string account, int number);

    /// <summary>Tells the observer of changes, for six minutes unless asked again.</summary>
    [Alias("hear")]
    Task HearAsync(IDutyObserver observer);

    /// <summary>Tells the observer no longer.</summary>
    [Alias("unhear")]
    Task UnhearAsync(IDutyObserver observer);
}

/// <summary>Whoever shows a roster.</summary>
[Alias("dispatch.duty-observer")]
public interface IDutyObserver : IGrainObserver
{
    /// <summary>Something changed: whoever may asks for it.</summary>
    [Alias("changed")]
    void DutyChanged(string stationId);
}

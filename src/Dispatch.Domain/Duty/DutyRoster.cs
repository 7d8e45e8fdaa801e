using System.Collections.Immutable;
using Dispatch.Contracts.Duty;

namespace Dispatch.Domain.Duty;

/// <summary>A station's duty roster as its actor stores it.</summary>
/// <param name="Shifts">By their start; those that ended long ago are gone.</param>
/// <param name="Swaps">Wishes for a colleague, oldest first.</param>
/// <param name="HandOvers">Hand-overs, oldest first.</param>
/// <param name="Alerts">What people are told, oldest first.</param>
/// <param name="GapsTold">When the head was told of which gap.</param>
/// <param name="LookAt">When the plan is looked through next.</param>
/// <param name="Next">The next number.</param>
/// <param name="Version">Grows with every commit.</param>
/// <param name="Told">Up to which version the watch knows the shifts.</param>
public sealed record DutyRoster(
    ImmutableArray<DutyShift> Shifts,
    ImmutableArray<DutySwap> Swaps,
    ImmutableArray<DutyHandOver> HandOvers,
    ImmutableArray<DutyAlert> Alerts,
    ImmutableArray<GapTold> GapsTold,
    DateTimeOffset? LookAt,
    int Next,
    long Version,
    long Told)
{
    public static readonly DutyRoster Empty = new([], [], [], [], [], null, 1, 0, 0);

    /// <summary>Hand-overs that are kept; beyond, the oldest that was answered goes, never one that waits or has something to move.</summary>
    public const int HandOversMost = 400;

    /// <summary>Wishes that are kept; beyond, the oldest that was answered goes.</summary>
    public const int SwapsMost = 400;

    /// <summary>Who has to be put on duty by hand, and until when that is true; done after the commit, and again until it is.</summary>
    public ImmutableArray<DutyOwed> Owed { get; init; } = [];

    public DutyShift? Find(string id) => Shifts.FirstOrDefault(shift => shift.Id == id);

    /// <summary>The shift that runs: of several the one that began last.</summary>
    public DutyShift? At(DateTimeOffset now) => Shifts.Where(shift => shift.From <= now && now < shift.To).MaxBy(shift => shift.From);

    public DutyRoster With(DutyShift changed) =>
        this with { Shifts = [.. Shifts.Where(shift => shift.Id != changed.Id).Append(changed).OrderBy(shift => shift.From).ThenBy(shift => shift.Id, StringComparer.Ordinal)] };

    public DutyRoster With(DutySwap changed) => this with
    {
        Swaps = Bound([.. Swaps.Where(swap => swap.Number != changed.Number).Append(changed).OrderBy(swap => swap.Number)], SwapsMost, swap => swap.State != DutyAnswer.Waiting),
    };

    public DutyRoster With(DutyHandOver changed) => this with
    {
        HandOvers = Bound(
            [.. HandOvers.Where(each => each.Number != changed.Number).Append(changed).OrderBy(each => each.Number)],
            HandOversMost,
            each => each.State != DutyAnswer.Waiting && each.Items.All(item => item.State != DutyItemState.Waiting)),
    };

    /// <summary>Somebody has to be put on duty until a moment.</summary>
    public DutyRoster Owe(string account, DateTimeOffset until) => this with { Owed = Owed.RemoveAll(each => each.Account == account).Add(new DutyOwed(account, until)) };

    /// <summary>That was done, or was refused.</summary>
    public DutyRoster Settle(string account) =>
        Owed.Any(each => each.Account == account) ? this with { Owed = Owed.RemoveAll(each => each.Account == account) } : this;

    private static ImmutableArray<T> Bound<T>(ImmutableArray<T> all, int most, Func<T, bool> isOver)
    {
        var surplus = all.Length - most;
        return surplus <= 0 ? all : all.RemoveAll(each => surplus > 0 && isOver(each) && surplus-- > 0);
    }

    /// <summary>Tells somebody something; what is the same and not seen yet is told once.</summary>
    public DutyRoster Tell(DutyAlertKind kind, string? to, DateTimeOffset now, string? about, DateTimeOffset? from = null, DutyGapKind? gap = null)
    {
        if (to is null)
        {
            return this;
        }

        var same = Alerts.FirstOrDefault(each => each.SeenAt is null && each.Kind == kind && each.To == to && each.About == about && each.Gap == gap && each.From == from);
        var kept = same is null ? Alerts : Alerts.Remove(same);
        return this with { Alerts = kept.Add(new DutyAlert(Next, kind, to, now, about, gap, from)), Next = Next + 1 };
    }
}

/// <summary>Whoever said that they are at work is put on duty by hand.</summary>
/// <param name="Until">Later than this it is true no longer, and is not done.</param>
public sealed record DutyOwed(string Account, DateTimeOffset Until);

/// <summary>When the head was told of a gap.</summary>
/// <param name="From">When it begins; null: it ran already.</param>
public sealed record GapTold(DutyGapKind Kind, DateTimeOffset? From, string? Account, DateTimeOffset At);

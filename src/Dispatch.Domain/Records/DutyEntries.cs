using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Duty;

namespace Dispatch.Domain.Records;

/// <summary>The entries of one commit of a duty roster, found by comparing. Which requests went along with a hand-over is not in them.</summary>
public static class DutyEntries
{
    public static ImmutableArray<RecordDraft> Of(string stationId, DutyRoster before, DutyRoster after, Actor by, DateTimeOffset now)
    {
        var drafts = ImmutableArray.CreateBuilder<RecordDraft>();
        void Add(string action, string item, string? with = null, string? reason = null) => drafts.Add(new RecordDraft(
            stationId, now, by.Account, by == Actor.System ? null : by.Role, action, "station/" + stationId,
            new Facets(Reason: reason, With: with is null ? null : Codes.Account(with), Item: item)));

        foreach (var shift in after.Shifts)
        {
            AddShift(before.Find(shift.Id), shift, Add);
        }

        foreach (var gone in before.Shifts.Where(shift => shift.From > now && after.Find(shift.Id) is null))
        {
            Add(RecordActions.RosterShiftRemoved, gone.Id, gone.Primary);
        }

        foreach (var swap in after.Swaps.Except(before.Swaps))
        {
            var isNew = before.Swaps.All(each => each.Number != swap.Number);
            Add(isNew ? RecordActions.RosterSwapAsked : RecordActions.RosterSwapAnswered, swap.ShiftId, swap.To, isNew ? null : Word(swap.State));
        }

        foreach (var held in after.HandOvers)
        {
            AddHandOver(before.HandOvers.FirstOrDefault(each => each.Number == held.Number), held, Add);
        }

        foreach (var told in after.GapsTold.Except(before.GapsTold))
        {
            Add(RecordActions.RosterGapTold, "gap", told.Account, Word(told.Kind));
        }

        return drafts.DrainToImmutable();
    }

    private static void AddShift(DutyShift? before, DutyShift shift, Action<string, string, string?, string?> add)
    {
        if (before is null)
        {
            add(RecordActions.RosterShiftPlanned, shift.Id, shift.Primary, null);
        }
        else if (Plan(before) != Plan(shift))
        {
            add(RecordActions.RosterShiftChanged, shift.Id, shift.Primary, null);
        }

        if (shift.BegunBy is { } worker && worker != before?.BegunBy)
        {
            add(RecordActions.RosterBegun, shift.Id, worker, null);
        }

        if (shift.MissingAt is not null && before?.MissingAt is null)
        {
            add(RecordActions.RosterPrimaryMissing, shift.Id, shift.Primary, null);
        }

        if (shift.ClimbedAt is not null && shift.ClimbedAt != before?.ClimbedAt)
        {
            add(RecordActions.RosterNobodyBegan, shift.Id, null, null);
        }
    }

    private static void AddHandOver(DutyHandOver? before, DutyHandOver held, Action<string, string, string?, string?> add)
    {
        var number = "hand-over/" + held.Number;
        if (before is null)
        {
            add(RecordActions.RosterHandOverOffered, number, held.To, null);
        }

        if (held.State != DutyAnswer.Waiting && before?.State != held.State)
        {
            add(RecordActions.RosterHandOverAnswered, number, held.To, Word(held.State));
        }

        foreach (var item in held.Items.Where(item => item.State != DutyItemState.Waiting && before?.Items.Contains(item) != true))
        {
            add(RecordActions.RosterItemSettled, number, held.To, item.State == DutyItemState.Moved ? Word(item.Kind) : item.Code);
        }
    }

    private static DutyShift Plan(DutyShift shift) =>
        shift with { BegunBy = null, BegunAt = null, SoonAt = null, MissingAt = null, ClimbedAt = null, PlannedAt = null };

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

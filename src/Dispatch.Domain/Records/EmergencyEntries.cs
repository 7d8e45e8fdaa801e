using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Emergencies;

namespace Dispatch.Domain.Records;

/// <summary>The entries of one commit of an emergency: one for each event that it adds.</summary>
public static class EmergencyEntries
{
    private const string Prefix = "emergency.";

    public static ImmutableArray<RecordDraft> Of(Emergency? before, Emergency after, Actor by)
    {
        var known = before is null || before.Events.IsEmpty ? 0 : before.Events[^1].Number;
        return [.. after.Events.Where(each => each.Number > known).Select(each => Draft(after, each, by))];
    }

    private static RecordDraft Draft(Emergency held, EmergencyEvent each, Actor by) => new(
        held.StationId,
        each.At,
        each.By,
        each.By == by.Account && by != Actor.System ? by.Role : null,
        Prefix + each.What,
        Prefix[..^1] + "/" + held.Id,
        new Facets(
            Community: held.Area,
            Service: held.Service,
            Level: Codes.Of(RiskLevel.HighRisk),
            Reason: each.What == "stood-down" ? Word(held.End!.Outcome) : null,
            With: each.About is not { } about ? null : held.Find(about) is not null ? Codes.Account(about) : "unit/" + about));

    private static string Word(Outcome outcome) => char.ToLowerInvariant(outcome.ToString()[0]) + outcome.ToString()[1..];
}

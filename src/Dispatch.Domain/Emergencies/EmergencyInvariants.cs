using Dispatch.Contracts.Emergencies;

namespace Dispatch.Domain.Emergencies;

/// <summary>What holds of an emergency at every commit.</summary>
public static class EmergencyInvariants
{
    /// <summary>What holds from one commit to the next: a danger that was heard of is never forgotten, and after an end it opens again.</summary>
    public static void Hold(Emergency? before, Emergency after)
    {
        Hold(after);
        Invariant.Holds(before is null || after.Danger >= before.Danger, $"Emergency '{after.Id}' forgets a danger that it heard of.");
        Invariant.Holds(before is null || after.IsOpen || after.Danger == before.Danger, $"Emergency '{after.Id}' heard of a danger and does not run.");
        Invariant.Holds(
            before is not { IsOpen: true } || before.People.All(each => after.Find(each.Account) is not null), $"Emergency '{after.Id}' loses somebody whom it called.");
        Invariant.Holds(
            before is null || after.ErasedAt is not null || before.People.All(each => !each.IsOut || after.Find(each.Account) is not null),
            $"Emergency '{after.Id}' loses somebody who is out.");
        Invariant.Holds(
            before is null or { PhonesFree: true } || before.People.All(each => after.Find(each.Account) is not null || after.Leaving.Contains(each.Account)),
            $"Emergency '{after.Id}' leaves a page on a phone that nobody ends.");
    }

    /// <summary>What holds at any one moment.</summary>
    public static void Hold(Emergency held)
    {
        if (held.ErasedAt is not null)
        {
            Invariant.Holds(!held.IsOpen && held.People.IsEmpty, $"Emergency '{held.Id}' was deleted while somebody has to do with it.");
            return;
        }

        var lead = held.Find(held.Lead);
        Invariant.Holds(lead is not null, $"Emergency '{held.Id}' is without a named human: its lead '{held.Lead}' was never called.");
        Invariant.Holds(!held.IsOpen || lead!.CannotAt is null || NobodyElse(held), $"Emergency '{held.Id}' is led by somebody who cannot.");
        Invariant.Holds(
            !held.IsOpen || held.People.Any(each => each.AcknowledgedAt is not null || each.NextAt is not null),
            $"Emergency '{held.Id}' runs, nobody has it, and nobody is being called.");
        Invariant.Holds(
            !held.IsOpen || held.WideAt is not null || held.People.Any(each => each.HasIt), $"Emergency '{held.Id}' is with nobody of competence, and calls no further.");
        Invariant.Holds(!held.IsOpen || held.Sent || held.TeamBy is not null, $"Emergency '{held.Id}' has no team of two, and nothing will say so.");
        Invariant.Holds(held.People.All(each => each.IsOut == each.CheckInBy is not null), $"Emergency '{held.Id}' sent somebody without a check-in.");
        Invariant.Holds(held.IsOpen == held.End is null, $"Emergency '{held.Id}' is {held.State} and its end says otherwise.");
        Invariant.Holds(held.IsOpen || held.People.All(each => !each.Went || each.DebriefBy is not null), $"Emergency '{held.Id}' ended without a debrief for who went.");
        Invariant.Holds(held.IsOpen || held.Units.All(each => each.Digest is null), $"Emergency '{held.Id}' ended and a unit's page still opens.");
    }

    /// <summary>Everybody who was called says that they cannot: then the head stays named, and is called again and again.</summary>
    private static bool NobodyElse(Emergency held) => held.Lead == held.Head && held.People.Any(each => each.NextAt is not null);
}

using Dispatch.Contracts.Incidents;

namespace Dispatch.Domain.Incidents;

/// <summary>What holds of a station's incidents from one commit to the next.</summary>
public static class IncidentInvariants
{
    public static void Hold(IncidentBook before, IncidentBook after)
    {
        Invariant.Holds(after.Incidents.Count(each => each.IsRunning) <= 1, "A station has two incidents that run.");
        Invariant.Holds(after.Word.Turn >= before.Word.Turn, "What open sets are told of a pause went back.");
        foreach (var incident in after.Incidents)
        {
            Hold(before.Find(incident.Id), incident);
        }
    }

    private static void Hold(Incident? before, Incident after)
    {
        Invariant.Holds(after.IsRunning == after.End is null, $"Incident '{after.Id}' is {after.State} and its end says otherwise.");
        Invariant.Holds(before is not { State: IncidentState.Ended } || !after.IsRunning, $"Incident '{after.Id}' runs again after its end.");
        Invariant.Holds(after.People.Length <= Incident.PeopleMost && after.Calls.Length <= Incident.CallsMost, $"Incident '{after.Id}' holds too many.");
        Invariant.Holds(before is null || before.People.Length <= after.People.Length, $"Incident '{after.Id}' loses a person.");
        Invariant.Holds(!after.IsRunning || !after.Released, $"Incident '{after.Id}' runs and released what it paused.");
        Invariant.Holds(after.IsRunning || after.Calls.All(each => each.NextAt is null), $"Incident '{after.Id}' ended and still rings.");
    }
}

using Orleans.Concurrency;

namespace Dispatch.Contracts.Incidents;

/// <summary>The public incidents of one station: at most one runs. Keyed by station id.</summary>
/// <remarks>
/// Declaring is durable before it is answered. What follows is told until heard: the pause to every open set, each person to the own request, the
/// call to every screen of the station's staff. A reminder drives it after any crash.
/// </remarks>
[Alias("dispatch.incident")]
public interface IIncidentGrain : IGrainWithStringKey
{
    /// <summary>Declares one, or answers the one that runs.</summary>
    [Alias("declare")]
    Task<Reply<IncidentDeclared>> DeclareAsync(DeclareIncident command);

    /// <summary>Takes a person in. The same request id again answers the same number.</summary>
    [Alias("enter")]
    Task<Reply<PersonEntered>> EnterAsync(string incident, EnterPerson command);

    /// <summary>Raises a person's level.</summary>
    [Alias("raise")]
    Task<Reply> RaiseAsync(string incident, RaisePerson command);

    /// <summary>Decides on a person's level, with a licence.</summary>
    [Alias("confirm")]
    Task<Reply> ConfirmAsync(string incident, ConfirmPerson command);

    /// <summary>A step of somebody who was called. Staff of the station who were not join so.</summary>
    [Alias("answer")]
    Task<Reply> AnswerAsync(string incident, AnswerCall command);

    /// <summary>Ends it, with the outcome and a reason. Everything paused is released.</summary>
    [Alias("end")]
    Task<Reply> EndAsync(string incident, EndIncident command);

    /// <summary>All of one incident.</summary>
    [ReadOnly, Alias("get")]
    Task<Reply<IncidentView>> GetAsync(string incident, Actor by);

    /// <summary>All of the station's, in short.</summary>
    [ReadOnly, Alias("list")]
    Task<Reply<IncidentList>> ListAsync(Actor by);

    /// <summary>A request of an incident has risen, or its words were deleted. Acknowledged by <see cref="Requests.IRequestGrain.IncidentHeardAsync"/>.</summary>
    [OneWay, Alias("news")]
    Task NewsAsync(IncidentNews news);

    /// <summary>The case of a person says its level. Acknowledged by <see cref="Care.ICaseGrain.IncidentHeardAsync"/>; an older version changes nothing.</summary>
    [OneWay, Alias("case")]
    Task CaseAsync(CaseSays said);

    /// <summary>Deletes words and names of incidents that ended before the cutoff.</summary>
    [Alias("purge")]
    Task PurgeAsync(DateTimeOffset cutoff);

    /// <summary>Follows it; renewed at least every 5 minutes.</summary>
    [Alias("hear")]
    Task HearAsync(IIncidentObserver observer);

    /// <summary>Ends following.</summary>
    [Alias("unhear")]
    Task UnhearAsync(IIncidentObserver observer);
}

/// <summary>A screen of the station's staff.</summary>
[Alias("dispatch.incident-observer")]
public interface IIncidentObserver : IGrainObserver
{
    /// <summary>The station's incidents changed, or the call rings again: ask for them.</summary>
    [Alias("changed")]
    void IncidentChanged(string stationId);
}

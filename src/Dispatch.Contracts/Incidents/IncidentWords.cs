namespace Dispatch.Contracts.Incidents;

/// <summary>Where a public incident stands.</summary>
[GenerateSerializer, Alias("incident-state")]
public enum IncidentState
{
    /// <summary>It runs: ordinary requests of the station are paused.</summary>
    Running = 0,

    /// <summary>The head or a crisis-qualified counsellor ended it, with a reason.</summary>
    Ended = 1,
}

/// <summary>How an incident ended.</summary>
[GenerateSerializer, Alias("incident-outcome")]
public enum IncidentOutcome
{
    /// <summary>The station has done its part; people go on with their counsellors.</summary>
    Over = 0,

    /// <summary>Another authority has taken over.</summary>
    HandedOver = 1,

    /// <summary>There was no incident, or not here.</summary>
    FalseAlarm = 2,
}

/// <summary>What somebody who was called says.</summary>
[GenerateSerializer, Alias("incident-step")]
public enum CallStep
{
    /// <summary>Has seen the call: it stops ringing.</summary>
    Seen = 0,

    /// <summary>Comes.</summary>
    Coming = 1,

    /// <summary>Is at the meeting place.</summary>
    Arrived = 2,

    /// <summary>Cannot come.</summary>
    Cannot = 3,
}

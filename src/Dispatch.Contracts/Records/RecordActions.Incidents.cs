namespace Dispatch.Contracts.Records;

/// <summary>Codes of what happens in a public incident.</summary>
public static partial class RecordActions
{
    /// <summary>An incident was declared; the reason is its kind.</summary>
    public const string IncidentDeclared = "incident.declared";

    /// <summary>A person was taken in; the item is the number.</summary>
    public const string IncidentPerson = "incident.person";

    /// <summary>A person's level changed or was confirmed; the reason is how.</summary>
    public const string IncidentLevel = "incident.level";

    /// <summary>Somebody who was called answered; the reason is how.</summary>
    public const string IncidentAnswered = "incident.answered";

    /// <summary>It ended; the reason is the outcome.</summary>
    public const string IncidentEnded = "incident.ended";

    /// <summary>Every open set knows that nothing is paused any more.</summary>
    public const string IncidentReleased = "incident.released";

    /// <summary>Words and names of an incident were deleted.</summary>
    public const string IncidentErased = "incident.erased";

    /// <summary>An incident keeps an ordinary request waiting.</summary>
    public const string RequestPaused = "request.paused";

    /// <summary>The request goes on.</summary>
    public const string RequestResumed = "request.resumed";
}

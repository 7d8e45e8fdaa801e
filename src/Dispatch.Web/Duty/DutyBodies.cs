using Dispatch.Contracts.Duty;

namespace Dispatch.Web.Duty;

/// <summary>A shift. Times are <c>HH:mm</c> of the station's clock; an end that is not after the start, and <c>24:00</c>, mean the day's end or the day after.</summary>
public sealed record ShiftBody(DateOnly? Day, string? From, string? To, string? Primary, string? Secondary, string? Lead, string? Expert);

/// <summary>Which week is planned again, and for how many weeks.</summary>
public sealed record CopyBody(DateOnly? From, int? Weeks);

/// <summary>Which place of which shift a colleague should take.</summary>
public sealed record SwapBody(string? ShiftId, string? Part, string? To);

/// <summary>Who takes over, and what they have to know.</summary>
public sealed record HandOverBody(string? To, string? Note);

/// <summary>Yes or no.</summary>
public sealed record AcceptBody(bool? Accept);

/// <summary>A roster, and what the people in it are called.</summary>
public sealed record DutyPage(DutyView Duty, Dictionary<string, string> Names);

/// <summary>Something about a roster that the caller has not seen yet.</summary>
public sealed record OwnAlert(string StationId, DutyAlert Alert);

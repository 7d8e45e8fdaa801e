namespace Dispatch.Contracts;

/// <summary>How grave a request is. A level is raised by anyone, confirmed or lowered by a licensed counsellor only.</summary>
[GenerateSerializer, Alias("risk-level")]
public enum RiskLevel
{
    /// <summary>一般: ordinary need.</summary>
    General = 0,

    /// <summary>严重: needs a professional soon.</summary>
    Serious = 1,

    /// <summary>高危: possible danger to life; never reaches a volunteer.</summary>
    HighRisk = 2,
}

/// <summary>The way a request is dispatched; follows from its level.</summary>
[GenerateSerializer, Alias("lane")]
public enum Lane
{
    /// <summary>General requests: batched, one offer and then three.</summary>
    Ordinary = 0,

    /// <summary>Serious requests: immediate, three at once.</summary>
    Urgent = 1,

    /// <summary>High-risk requests: immediate, all who are qualified.</summary>
    Emergency = 2,
}

/// <summary>Who may answer a request.</summary>
[GenerateSerializer, Alias("responder-kind")]
public enum ResponderKind
{
    /// <summary>志愿者.</summary>
    Volunteer = 0,

    /// <summary>心理咨询师, licensed.</summary>
    Counsellor = 1,
}

/// <summary>How a request came in.</summary>
[GenerateSerializer, Alias("channel")]
public enum Channel
{
    /// <summary>The resident's own page.</summary>
    Web = 0,

    /// <summary>A call that staff took down.</summary>
    Phone = 1,

    /// <summary>At the station's desk.</summary>
    Station = 2,

    /// <summary>A message in a community group.</summary>
    Group = 3,
}

/// <summary>A wish of the resident about the helper, or the helper's own entry.</summary>
[GenerateSerializer, Alias("gender")]
public enum Gender
{
    /// <summary>No wish, or not stated.</summary>
    Any = 0,

    /// <summary>Female.</summary>
    Female = 1,

    /// <summary>Male.</summary>
    Male = 2,
}

/// <summary>How a responder travels.</summary>
[GenerateSerializer, Alias("travel-mode")]
public enum TravelMode
{
    /// <summary>On foot.</summary>
    Walk = 0,

    /// <summary>By bicycle or e-bike.</summary>
    EBike = 1,

    /// <summary>By car.</summary>
    Car = 2,
}

/// <summary>What a role is allowed follows from one table in Web.</summary>
[GenerateSerializer, Alias("role")]
public enum Role
{
    /// <summary>居民.</summary>
    Resident = 0,

    /// <summary>志愿者.</summary>
    Volunteer = 1,

    /// <summary>心理咨询师.</summary>
    Counsellor = 2,

    /// <summary>调度员.</summary>
    Coordinator = 3,

    /// <summary>站长.</summary>
    StationHead = 4,

    /// <summary>Runs the installation.</summary>
    Admin = 5,
}

/// <summary>A position on WGS-84: latitude -90..90 and longitude -180..180 in degrees.</summary>
[GenerateSerializer, Immutable, Alias("geo-point")]
public readonly record struct GeoPoint(double Lat, double Lon);

/// <summary>A skill that is asked for or held, with its level 1..3.</summary>
[GenerateSerializer, Immutable, Alias("skill-level")]
public sealed record SkillLevel(string Code, int Level);

/// <summary>Who gives a command: the account, its role and its station (null: none). Set by Web from the session, never by the caller.</summary>
[GenerateSerializer, Immutable, Alias("actor")]
public sealed record Actor(string Account, Role Role, string? StationId)
{
    /// <summary>A resident without an account.</summary>
    public static readonly Actor Resident = new("resident", Role.Resident, null);

    /// <summary>The product itself, acting on a deadline.</summary>
    public static readonly Actor System = new("system", Role.Admin, null);
}

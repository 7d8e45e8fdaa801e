using System.Collections.Immutable;
using Dispatch.Contracts;

namespace Dispatch.Domain.Catalogue;

/// <summary>A text in both languages of the product.</summary>
public sealed record Wording(string Zh, string En);

/// <summary>A service that can be asked for, as data/services.json says it.</summary>
/// <param name="Code">What requests name it by.</param>
/// <param name="Group">Where the help page lists it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">One line for residents.</param>
/// <param name="Level">The least level of such a request.</param>
/// <param name="Kinds">Who may serve it at its own level; empty for referrals.</param>
/// <param name="Skills">Skills needed, all of them.</param>
/// <param name="TrainedOnly">Volunteers must be trained.</param>
/// <param name="Minutes">Usual length.</param>
/// <param name="Remote">Remote unless the request says otherwise.</param>
/// <param name="OtherMode">May be asked for in the other mode as well.</param>
/// <param name="CaseData">Shows case-class data: counsellors only.</param>
/// <param name="Psychological">Touches the mind: trained volunteers at General, professionals above.</param>
/// <param name="Companion">A practical or companion task that a volunteer may do at Serious beside a professional.</param>
/// <param name="ReferralOnly">Nobody is dispatched; the station refers.</param>
/// <param name="Marker">Where the row comes from.</param>
/// <param name="OfCase">A contact of the care team's follow-up: nobody asks for it, the team sends it out, and whoever makes it says whether the person was reached.</param>
public sealed record ServiceType(
    string Code,
    string Group,
    Wording Name,
    Wording Description,
    RiskLevel Level,
    ImmutableArray<ResponderKind> Kinds,
    ImmutableArray<SkillLevel> Skills,
    bool TrainedOnly,
    int Minutes,
    bool Remote,
    bool OtherMode,
    bool CaseData,
    bool Psychological,
    bool Companion,
    bool ReferralOnly,
    Marker Marker,
    bool OfCase = false)
{
    /// <summary>Whether the service can be given remotely, or on site.</summary>
    public bool Allows(bool remote) => remote == Remote || OtherMode;
}

/// <summary>A skill with its highest level, 1..3.</summary>
public sealed record SkillType(string Code, Wording Name, int MaxLevel);

/// <summary>A language by its BCP 47 tag.</summary>
public sealed record LanguageType(string Tag, Wording Name);

/// <summary>Where a row of the data files comes from; see docs/demo-data.md.</summary>
public enum Marker
{
    /// <summary>Stated in a source of the project.</summary>
    Seed,

    /// <summary>Arithmetic on such statements.</summary>
    Derived,

    /// <summary>General knowledge, to be checked on a map.</summary>
    Approx,

    /// <summary>A public page outside the project's sources.</summary>
    Ext,

    /// <summary>Synthetic: invented for the demonstration.</summary>
    Syn,
}

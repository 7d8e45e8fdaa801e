using System.ComponentModel.DataAnnotations;

namespace Dispatch.Grains.Privacy;

/// <summary>How long personal data are kept (G37). docs/privacy.md gives the reasons.</summary>
public sealed class PrivacyOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Dispatch:Privacy";

    /// <summary>Days from the end of a request until its words, places, contacts and names are deleted.</summary>
    /// <value>Default: 1,095 (3 years), until the operator's professional rule says otherwise. From 30 to 10,950.</value>
    [Range(30, 10_950)]
    public int CaseDays { get; set; } = 1_095;

    /// <summary>Days from the end of a request until all of it but a tombstone is deleted.</summary>
    /// <value>Default: 1,095 (3 years). From 30 to 10,950.</value>
    [Range(30, 10_950)]
    public int ServiceDays { get; set; } = 1_095;

    /// <summary>Days from the closing of an account until its name and its responder's profile are deleted.</summary>
    /// <value>Default: 365. From 30 to 3,650.</value>
    [Range(30, 3_650)]
    public int AccountDays { get; set; } = 365;

    /// <summary>Days for which a request may stay unfilled until it is cancelled by itself; beyond the 60 days ahead that one can be asked for.</summary>
    /// <value>Default: 90. From 61 to 1,095.</value>
    [Range(61, 1_095)]
    public int UnfilledDays { get; set; } = 90;

    /// <summary>Days from an invitation until an account is deleted that was never opened; twice the longest life of a link at least.</summary>
    /// <value>Default: 90. From 60 to 1,095.</value>
    [Range(60, 1_095)]
    public int InvitationDays { get; set; } = 90;

    /// <summary>Days until an application is dropped that nobody settled.</summary>
    /// <value>Default: 30. From 7 to 30.</value>
    [Range(7, 30)]
    public int ApplicationDays { get; set; } = 30;

    /// <summary>Hours after which a position is dropped that a duty without end still has; at the end of a duty it goes at once.</summary>
    /// <value>Default: 24. From 2 to 24.</value>
    [Range(2, 24)]
    public int PositionHours { get; set; } = 24;

    /// <summary>The hour of the station's night from which on it is purged.</summary>
    /// <value>Default: 3. From 0 to 23.</value>
    [Range(0, 23)]
    public int PurgeHour { get; set; } = 3;
}

namespace Dispatch.Contracts.Emergencies;

/// <summary>Where an emergency stands.</summary>
[GenerateSerializer, Alias("emergency-state")]
public enum EmergencyState
{
    /// <summary>It runs.</summary>
    Open = 0,

    /// <summary>A crisis-qualified counsellor or the station head ended it, with a reason.</summary>
    StoodDown = 1,
}

/// <summary>In which office somebody is called to an emergency.</summary>
[GenerateSerializer, Alias("emergency-office")]
public enum Office
{
    /// <summary>Duty lead: the named human answerable from the first second.</summary>
    DutyLead = 0,

    /// <summary>First counsellor on duty by the roster.</summary>
    Primary = 1,

    /// <summary>Second counsellor on duty by the roster.</summary>
    Secondary = 2,

    /// <summary>Crisis-qualified and on duty.</summary>
    CrisisTeam = 3,

    /// <summary>The expert on call, who advises and is shown no place.</summary>
    Expert = 4,

    /// <summary>The station head.</summary>
    Head = 5,

    /// <summary>Called beyond those on duty, or came by itself.</summary>
    Called = 6,
}

/// <summary>Why a phone rings.</summary>
[GenerateSerializer, Alias("emergency-page-reason")]
public enum PageReason
{
    /// <summary>A High-risk request.</summary>
    Emergency = 0,

    /// <summary>Nobody has acknowledged, or the duty lead has not.</summary>
    Silence = 1,

    /// <summary>Fewer than two people are on the way or there.</summary>
    TeamMissing = 2,

    /// <summary>Somebody who went did not check in.</summary>
    CheckInMissed = 3,

    /// <summary>A linked unit was not told yet, or has not acknowledged.</summary>
    UnitSilent = 4,

    /// <summary>A debrief did not take place within its time.</summary>
    DebriefMissed = 5,

    /// <summary>Danger was spoken of once more while the emergency runs.</summary>
    Danger = 6,
}

/// <summary>What somebody who was called says, or what their device says.</summary>
[GenerateSerializer, Alias("emergency-page-step")]
public enum PageStep
{
    /// <summary>It reached the device.</summary>
    Delivered = 0,

    /// <summary>It was on the screen.</summary>
    Seen = 1,

    /// <summary>"I have it."</summary>
    Acknowledged = 2,

    /// <summary>On the way; starts the check-in timer.</summary>
    OnTheWay = 3,

    /// <summary>There.</summary>
    Arrived = 4,

    /// <summary>"I am well": sets the check-in timer anew.</summary>
    CheckIn = 5,

    /// <summary>Away from there and safe: ends the check-in timer.</summary>
    Back = 6,

    /// <summary>Cannot come.</summary>
    Cannot = 7,
}

/// <summary>How an emergency ended, in words that are safe to tell the resident.</summary>
[GenerateSerializer, Alias("emergency-outcome")]
public enum Outcome
{
    /// <summary>The person is safe with people they trust.</summary>
    SafeWithOwn = 0,

    /// <summary>The person goes on with a counsellor of the station.</summary>
    WithCounsellor = 1,

    /// <summary>In the hands of a health institution.</summary>
    WithHealth = 2,

    /// <summary>In the hands of the police.</summary>
    WithPolice = 3,

    /// <summary>Nobody was found at the place.</summary>
    NotFound = 4,

    /// <summary>There was no danger.</summary>
    NoDanger = 5,
}

/// <summary>Kinds of units that a station is linked with.</summary>
[GenerateSerializer, Alias("unit-kind")]
public enum UnitKind
{
    /// <summary>派出所.</summary>
    Police = 0,

    /// <summary>卫生服务中心.</summary>
    HealthCentre = 1,

    /// <summary>区级中心.</summary>
    DistrictCentre = 2,

    /// <summary>医院.</summary>
    Hospital = 3,

    /// <summary>Any other.</summary>
    Other = 4,
}

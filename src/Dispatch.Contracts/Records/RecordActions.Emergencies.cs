namespace Dispatch.Contracts.Records;

/// <summary>Codes of what happens in an emergency.</summary>
public static partial class RecordActions
{
    /// <summary>A High-risk request became an emergency.</summary>
    public const string EmergencyOpened = "emergency.opened";

    /// <summary>Somebody was called, who is named as the other party.</summary>
    public const string EmergencyPaged = "emergency.paged";

    /// <summary>All who are crisis-qualified were called.</summary>
    public const string EmergencyWidened = "emergency.widened";

    /// <summary>The lead was silent, and the head was called.</summary>
    public const string EmergencyClimbed = "emergency.climbed";

    /// <summary>Somebody has it.</summary>
    public const string EmergencyAcknowledged = "emergency.acknowledged";

    /// <summary>Somebody cannot come.</summary>
    public const string EmergencyCannot = "emergency.cannot";

    /// <summary>Another person is named as the lead.</summary>
    public const string EmergencyLeadChanged = "emergency.lead-changed";

    /// <summary>Somebody is on the way.</summary>
    public const string EmergencyOnTheWay = "emergency.on-the-way";

    /// <summary>Somebody is there.</summary>
    public const string EmergencyArrived = "emergency.arrived";

    /// <summary>Two are on the way or there.</summary>
    public const string EmergencyTeamSent = "emergency.team-sent";

    /// <summary>Fewer than two are on the way or there, and it alarmed.</summary>
    public const string EmergencyTeamMissing = "emergency.team-missing";

    /// <summary>Somebody who went says that they are well.</summary>
    public const string EmergencyCheckIn = "emergency.check-in";

    /// <summary>Somebody who went did not say so in time.</summary>
    public const string EmergencyCheckInMissed = "emergency.check-in-missed";

    /// <summary>Somebody who went is back.</summary>
    public const string EmergencyBack = "emergency.back";

    /// <summary>The lead or the head heard that somebody who went is well.</summary>
    public const string EmergencyCheckInFor = "emergency.check-in-for";

    /// <summary>The lead or the head heard that somebody who went is back.</summary>
    public const string EmergencyBackFor = "emergency.back-for";

    /// <summary>Somebody who was called is crisis-qualified by now.</summary>
    public const string EmergencyQualified = "emergency.qualified";

    /// <summary>Somebody who was called is no longer crisis-qualified.</summary>
    public const string EmergencyUnqualified = "emergency.unqualified";

    /// <summary>Nobody of competence had it in time.</summary>
    public const string EmergencySilence = "emergency.silence";

    /// <summary>An alarm is being seen to.</summary>
    public const string EmergencyAlarmAnswered = "emergency.alarm-answered";

    /// <summary>A linked unit got a page.</summary>
    public const string EmergencyUnitLinked = "emergency.unit-linked";

    /// <summary>A linked unit's page was taken back.</summary>
    public const string EmergencyUnitUnlinked = "emergency.unit-unlinked";

    /// <summary>A linked unit did not acknowledge in time.</summary>
    public const string EmergencyUnitSilent = "emergency.unit-silent";

    /// <summary>A linked unit has it.</summary>
    public const string EmergencyUnitAcknowledged = "emergency.unit-acknowledged";

    /// <summary>A linked unit is on the way.</summary>
    public const string EmergencyUnitOnTheWay = "emergency.unit-on-the-way";

    /// <summary>A linked unit is there.</summary>
    public const string EmergencyUnitArrived = "emergency.unit-arrived";

    /// <summary>It ended; the reason is the outcome's code.</summary>
    public const string EmergencyStoodDown = "emergency.stood-down";

    /// <summary>A debrief was held.</summary>
    public const string EmergencyDebriefed = "emergency.debriefed";

    /// <summary>A debrief was not held in time.</summary>
    public const string EmergencyDebriefMissed = "emergency.debrief-missed";

    /// <summary>Danger was spoken of once more while it runs.</summary>
    public const string EmergencyDangerAgain = "emergency.danger-again";

    /// <summary>It turned out not kept while it runs: everybody who is not out is called once more.</summary>
    public const string EmergencyNotKept = "emergency.not-kept";
}

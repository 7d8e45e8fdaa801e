using Dispatch.Contracts;
using Dispatch.Contracts.Requests;

namespace Dispatch.Simulation.Replay;

/// <summary>Reads an emergency call as a request for community care: which lane, and which service stands for it.</summary>
internal static class Reading
{
    private static readonly string[] Grave = ["CARDIAC", "RESPIRATORY", "SYNCOP", "OVERDOSE", "UNCONSCIOUS", "UNRESPONSIVE", "PSYCHIATRIC"];

    /// <summary>
    /// EMS calls for heart, breath, fainting, overdose, unconsciousness or mind are Emergency, all others of EMS Urgent; fire alarms and traffic are
    /// Ordinary practical help. Real fires are not named by the data's readme; they are Urgent here.
    /// </summary>
    public static Lane LaneOf(CallRow call)
    {
        var isMedical = call.Group == "EMS" || call.Type is "CARDIAC ARREST";
        if (isMedical && Array.Exists(Grave, word => call.Type.Contains(word, StringComparison.Ordinal)))
        {
            return Lane.Emergency;
        }

        return call.Group == "Traffic" || call is { Group: "Fire", Type: "FIRE ALARM" } ? Lane.Ordinary : Lane.Urgent;
    }

    /// <summary>What the resident asks for.</summary>
    public static RequestDraft Draft(CallRow call) => new(ServiceOf(call), Skills: SkillsOf(call), Location: call.Point, Channel: Channel.Phone);

    private static string ServiceOf(CallRow call) => LaneOf(call) switch
    {
        Lane.Emergency => "crisis-intervention",
        Lane.Urgent => "emergency-relief",
        _ when call.Group == "Fire" => "home-check",
        _ when call.Type == "DISABLED VEHICLE" => "escort",
        _ when call.Type == "VEHICLE ACCIDENT" => "community-service",
        _ => "environment",
    };

    private static System.Collections.Immutable.ImmutableArray<SkillLevel> SkillsOf(CallRow call) =>
        call is { Group: "Traffic", Type: "VEHICLE ACCIDENT" } ? [new SkillLevel("first-aid", 1)] : [];
}

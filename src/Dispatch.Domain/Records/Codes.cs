using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Records;

/// <summary>How entries spell things: subjects, and codes of the vocabulary in camel case.</summary>
public static class Codes
{
    public static string Request(string id) => "request/" + id;

    public static string Case(string id) => "case/" + id;

    public static string SideFile(string id) => "side-file/" + id;

    public static string Responder(string id) => "responder/" + id;

    public static string Account(string name) => "account/" + name;

    public static string Station(string id) => "station/" + id;

    public static string Of(RiskLevel level) => level switch
    {
        RiskLevel.HighRisk => "highRisk",
        RiskLevel.Serious => "serious",
        _ => "general",
    };

    public static string Of(ResponderKind kind) => kind == ResponderKind.Counsellor ? "counsellor" : "volunteer";

    public static string Of(Channel channel) => channel switch
    {
        Channel.Phone => "phone",
        Channel.Station => "station",
        Channel.Group => "group",
        _ => "web",
    };

    public static string Of(Purpose purpose) => purpose switch
    {
        Purpose.Neighbours => "neighbours",
        Purpose.Transcript => "transcript",
        _ => "position",
    };

    /// <summary>The role of whoever answers requests as this kind.</summary>
    public static Role RoleOf(ResponderKind kind) => kind == ResponderKind.Counsellor ? Role.Counsellor : Role.Volunteer;
}

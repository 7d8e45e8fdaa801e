using System.Collections.Immutable;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Drills;

/// <summary>What a step of a drill is timed by.</summary>
public enum DrillClock
{
    /// <summary>Somebody accepts the request; simulated helpers do.</summary>
    Accept = 0,

    /// <summary>The trainee says "I have it" to the emergency.</summary>
    Acknowledge = 1,

    /// <summary>Nobody is found, and the trainee takes the request over or refers it.</summary>
    Act = 2,

    /// <summary>A scene of the station asks the trainee for one decision.</summary>
    Decide = 3,
}

/// <summary>What a step plays beside requests.</summary>
public enum DrillScene
{
    /// <summary>Requests alone.</summary>
    Requests = 0,

    /// <summary>A counsellor hands the watch over; the trainee takes it.</summary>
    Watch = 1,

    /// <summary>Certificates of the nearest end at this moment: whoever held one is not asked for what comes.</summary>
    Certificate = 2,

    /// <summary>The High-risk case of an earlier step is to be closed; it cannot be yet.</summary>
    Closing = 3,

    /// <summary>A public incident, which the trainee declares; people are taken in.</summary>
    Incident = 4,

    /// <summary>Group triage: one of them is graver than was written down.</summary>
    Triage = 5,
}

/// <summary>What a trainee does.</summary>
public enum DrillAct
{
    /// <summary>"I have it", to an emergency.</summary>
    Acknowledge = 0,

    /// <summary>Takes over what nobody accepted.</summary>
    Own = 1,

    /// <summary>Refers it to another institution.</summary>
    Refer = 2,

    /// <summary>Takes the watch that is handed over.</summary>
    TakeWatch = 3,

    /// <summary>Leaves the case open: others sign first, and the follow-up plan comes before the end.</summary>
    KeepOpen = 4,

    /// <summary>Closes the case; the product refuses it.</summary>
    CloseCase = 5,

    /// <summary>Declares the public incident.</summary>
    Declare = 6,

    /// <summary>Raises the person who is graver than was written down.</summary>
    RaisePerson = 7,

    /// <summary>Leaves the level as it was written down.</summary>
    LeaveLevel = 8,
}

/// <summary>A step of the script.</summary>
/// <param name="Code">Its name in the locale files.</param>
/// <param name="At">Seconds after the start.</param>
/// <param name="Requests">How many requests it raises; 0: it only says something.</param>
/// <param name="Need">What they ask for; null: none is raised.</param>
/// <param name="Clock">What is timed.</param>
/// <param name="Limit">Seconds within which it is kept.</param>
/// <param name="Scene">What it plays beside requests.</param>
/// <param name="About">Of <see cref="DrillScene.Closing"/>: the step whose case it is; of <see cref="DrillScene.Certificate"/>: the skill.</param>
public sealed record DrillStep(
    string Code, int At, int Requests, DrillNeed? Need, DrillClock Clock, int Limit, DrillScene Scene = DrillScene.Requests, string? About = null);

/// <summary>What the simulated resident of a step asks for.</summary>
public sealed record DrillNeed(string Service, string Station, string Area, string Words, ImmutableArray<string> Languages);

/// <summary>The script of data/drill.json.</summary>
/// <param name="Minutes">After these a drill ends by itself.</param>
/// <param name="Steps">In the order of their times.</param>
public sealed record DrillScript(int Minutes, ImmutableArray<DrillStep> Steps)
{
    private const int MostRequests = 50;
    private const int MostSeconds = 3_600;

    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static DrillScript Parse(string json, ServiceCatalogue catalogue) => DataFile.Read(
        "drill.json", json, root => new DrillScript(root.Whole("minutes", 1, 60), [.. root.Rows("steps").Select(row => Read(row, catalogue)).OrderBy(step => step.At)]));

    private static DrillStep Read(DataNode row, ServiceCatalogue catalogue)
    {
        var (code, at, requests) = (row.Text("code"), row.Whole("at", 0, MostSeconds), row.Whole("requests", 0, MostRequests));
        var scene = row.Has("scene") ? row.Word<DrillScene>("scene") : DrillScene.Requests;
        if (requests == 0 && scene == DrillScene.Requests)
        {
            return new DrillStep(code, at, 0, null, DrillClock.Accept, 0);
        }

        var need = new DrillNeed(row.Text("service"), row.Text("station"), row.Text("area"), row.Text("words"), row.Has("languages") ? row.Texts("languages") : []);
        if (catalogue.Find(need.Service) is null)
        {
            row.Fault("service", $"unknown service '{need.Service}'");
        }

        foreach (var unknown in need.Languages.Where(tag => catalogue.FindLanguage(tag) is null))
        {
            row.Fault("languages", $"unknown language '{unknown}'");
        }

        return new DrillStep(code, at, requests, need, row.Word<DrillClock>("clock"), row.Whole("limit", 1, MostSeconds), scene, row.Has("about") ? row.Text("about") : null);
    }
}

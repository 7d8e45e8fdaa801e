using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispatch.Architecture.Tests;

/// <summary>
/// Awaited calls between grains go one way: responder, request, then leaves. A cycle of awaits would let two grains wait for each other.
/// The graph is read from the syntax: every <c>GetGrain&lt;I&gt;</c> in a grain's folder counts as an awaited call of its grain,
/// unless the interface's methods called there are one-way.
/// </summary>
public class CallGraphTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Responders"] = ["IRequestGrain", "IZoneGrain", "IBoardGrain", "IDutySetGrain", "IStationGrain"],
        ["Requests"] = ["IZoneGrain", "IBoardGrain", "IOpenSetGrain", "IStationGrain", "IDirectoryGrain", "ICaseGrain"],
        ["Cases"] = ["ICounsellorGrain", "IStationGrain", "IDutySetGrain", "ICareDeskGrain", "ICaseNoteGrain", "IRosterGrain", "ICareNoticesGrain", "IAccountGrain"],
        ["SideFiles"] = ["IRequestGrain", "ICaseGrain", "ISideFileListGrain"],
        ["Matching"] = ["IDutySetGrain", "IStationGrain", "IDirectoryGrain"],
        ["Boards"] = ["IOpenSetGrain", "IDutySetGrain", "IStationGrain"],
        ["Stations"] = ["IStationGrain", "IDirectoryGrain"],
        ["Emergencies"] = ["IRequestGrain", "IRosterGrain", "IStationGrain"],
        ["Incidents"] = ["IRequestGrain", "ICaseGrain", "IRosterGrain", "IStationGrain", "IOpenSetGrain", "ICounsellorGrain"],
        ["FollowUpTasks"] = ["ICaseGrain", "IRequestGrain"],
        ["Curves"] = ["IStationGrain"],
        ["Rosters"] = ["IStationGrain", "ICounsellorGrain"],
        ["Duty"] =
        [
            "IRosterGrain", "IStationGrain", "ICounsellorGrain", "ICareDeskGrain", "IChatGrain", "IEmergencyGrain", "IPagerGrain", "IRequestGrain",
        ],
        ["Accounts"] = [],
        ["Records"] = ["IUnrecordedGrain"],
        ["Privacy"] =
        [
            "IRequestGrain", "IAccountGrain", "IVolunteerGrain", "ICounsellorGrain", "IStationGrain", "IDutySetGrain", "IDirectoryGrain", "IPurgeGrain", "IRollGrain",
            "IChatGrain", "ICaseGrain", "ICurveGrain", "IEmergencyGrain", "IIncidentGrain",
            "IScreeningListGrain", "ISideFileGrain", "ICareNoticesGrain",
        ],
        ["Screenings"] = ["IScreeningGrain", "ICaseGrain", "IChatGrain", "IRequestGrain", "IStationGrain", "ICounsellorGrain"],
        ["Chats"] = ["IRequestGrain", "ICaseGrain", "IStationGrain", "IDutySetGrain", "ICounsellorGrain"],
    };

    private static readonly HashSet<string> OneWay =
    [
        .. from file in House.CSharp
           where file.In("Contracts")
           from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
           where method.AttributeLists.ToString().Contains("OneWay", StringComparison.Ordinal)
           select method.Identifier.Text,
    ];

    [Fact]
    public void AwaitedCalls_BetweenGrains_GoOneWayOnly()
    {
        var interfaces = House.CSharp.Where(f => f.In("Contracts"))
            .SelectMany(f => f.Syntax.DescendantNodes().OfType<InterfaceDeclarationSyntax>())
            .ToDictionary(i => i.Identifier.Text, Methods);
        var wrong =
            from file in House.CSharp
            where file.In("Grains")
            let slice = file.Path.Split('/')[2]
            where Allowed.ContainsKey(slice)
            from name in file.Syntax.DescendantNodes().OfType<GenericNameSyntax>()
            where name.Identifier.Text == "GetGrain"
            let target = name.TypeArgumentList.Arguments[0].ToString()
            where !Allowed[slice].Contains(target)
            let called = file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Select(m => m.Name.Identifier.Text)
                .Where(m => interfaces.GetValueOrDefault(target, []).Contains(m))
            where called.Any(m => !OneWay.Contains(m))
            select $"{file.Path} awaits {target}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void OneWayMethods_OfTheContracts_ExistForEveryCallAgainstTheStream() =>
        Assert.Superset(new HashSet<string> { "OfferAsync", "WithdrawAsync", "AssignedAsync", "ProposeAsync", "RedriveAsync", "TouchAsync" }, OneWay);

    private static HashSet<string> Methods(InterfaceDeclarationSyntax type) =>
        [.. type.Members.OfType<MethodDeclarationSyntax>().Select(m => m.Identifier.Text)];
}

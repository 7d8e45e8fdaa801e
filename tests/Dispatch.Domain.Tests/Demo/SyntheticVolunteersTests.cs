using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Demo;
using Shouldly;

namespace Dispatch.Domain.Tests.Demo;

public sealed class SyntheticVolunteersTests
{
    private static readonly StationFacts Zhuoda = DemoData.Parse(
        new(DataFiles.Text("demo/areas.json"), DataFiles.Text("demo/stations.json"), DataFiles.Text("demo/people.json")), DataFiles.Catalogue)
        .Stations.Single(station => station.Id == "zhuoda");

    [Fact]
    public void Create_SameSeed_SameVolunteersAndAGreaterCountOnlyAdds()
    {
        var few = SyntheticVolunteers.Create(Zhuoda, 50, seed: 1);
        var many = SyntheticVolunteers.Create(Zhuoda, 80, seed: 1);

        JsonSerializer.Serialize(many[..50]).ShouldBe(JsonSerializer.Serialize(few));
        JsonSerializer.Serialize(SyntheticVolunteers.Create(Zhuoda, 50, seed: 2)).ShouldNotBe(JsonSerializer.Serialize(few));
    }

    [Fact]
    public void Create_TenThousand_FitTheHouse()
    {
        var volunteers = SyntheticVolunteers.Create(Zhuoda, 10_000, seed: 1);

        volunteers[0].Id.ShouldBe("syn-00001.zhuoda");
        volunteers.DistinctBy(person => person.Id).Count().ShouldBe(10_000);
        volunteers.Count(person => person.Trained).ShouldBeInRange(900, 1_100);
        volunteers.ShouldAllBe(person => person.Kind == ResponderKind.Volunteer && !person.CrisisQualified && person.Languages.Contains("zh"));
        volunteers.SelectMany(person => person.Skills).ShouldAllBe(skill => DataFiles.Catalogue.FindSkill(skill.Code)!.MaxLevel >= skill.Level);
        volunteers.SelectMany(person => person.Languages).ShouldAllBe(tag => DataFiles.Catalogue.FindLanguage(tag) != null);
    }

    [Fact]
    public void Create_Homes_CrowdAroundTheCommunities()
    {
        var volunteers = SyntheticVolunteers.Create(Zhuoda, 5_000, seed: 1);
        var near = volunteers.Count(person => Math.Abs(person.Home.Lat - Zhuoda.Centre.Lat) < 0.018 && Math.Abs(person.Home.Lon - Zhuoda.Centre.Lon) < 0.019);

        near.ShouldBeInRange(3_400, 4_200);
        volunteers.DistinctBy(person => person.Home).Count().ShouldBeGreaterThan(4_800);
    }

    [Fact]
    public void Create_NegativeCount_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => SyntheticVolunteers.Create(Zhuoda, -1, 1));
}

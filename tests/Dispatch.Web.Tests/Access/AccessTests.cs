using System.Net;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Access;
using Dispatch.Web.Live;
using Dispatch.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Shouldly;

namespace Dispatch.Web.Tests.Access;

/// <summary>Every door stands in the table, and stations are kept apart.</summary>
[Collection(ProductCollection.Name)]
public class AccessTests(Product product)
{
    [Fact]
    public async Task Routes_OfTheProduct_AllNameARowOfTheTable()
    {
        using var visitor = await product.VisitAsync();

        foreach (var route in Routes.Of(product))
        {
            var rule = route.Endpoint.Metadata.GetMetadata<AccessRule>();
            rule.ShouldNotBeNull($"{route.Name} names no row of AccessTable: give it .Needs(...).");
            AccessTable.All.ShouldContain(rule);
            (route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).ShouldBe(rule.IsOpen, route.Name);
            route.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(it => it.Policy)
                .ShouldBe(rule.IsOpen ? [] : [rule.Name], route.Name);
        }
    }

    [Fact]
    public void HubMethods_OfTheProduct_AllNameARowOfTheTable()
    {
        foreach (var method in Routes.HubMethods)
        {
            method.GetCustomAttribute<NeedsAttribute>().ShouldNotBeNull($"{method.Name} names no row of AccessTable: give it [Needs(...)].");
        }
    }

    [Fact]
    public void ActorsMethods_ThatTheWebSideCalls_AllStandInTheTable()
    {
        using var file = File.OpenRead(typeof(Program).Assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();

        var called = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(it => it.Parent.Kind == HandleKind.TypeReference)
            .Select(it => (Type: metadata.GetTypeReference((TypeReferenceHandle)it.Parent), Name: metadata.GetString(it.Name)))
            .Where(it => metadata.GetString(it.Type.Namespace).StartsWith("Dispatch.Contracts", StringComparison.Ordinal))
            .Select(it => (Type: metadata.GetString(it.Type.Name), it.Name))
            .Where(it => it.Type.StartsWith('I') && it.Type.EndsWith("Grain", StringComparison.Ordinal))
            .Select(it => $"{it.Type}.{it.Name}").Distinct().ToList();

        called.ShouldNotBeEmpty();
        called.Except(GrainEntries.All.Keys).ShouldBeEmpty("Say in GrainEntries what guards it.");
        GrainEntries.All.Keys.Except(called).ShouldBeEmpty("Nobody calls it any more.");
    }

    [Fact]
    public void ActorsMethods_ThatJudge_TakeWhoAsks()
    {
        foreach (var (name, _) in GrainEntries.All.Where(entry => entry.Value == Guard.Judges))
        {
            var parts = name.Split('.');
            var method = typeof(Actor).Assembly.GetTypes().Single(type => type.Name == parts[0]).GetMethod(parts[1])!;
            method.GetParameters().Any(it => it.ParameterType == typeof(Actor) || it.ParameterType == typeof(CareWorker)
                || it.ParameterType.GetProperty("Worker")?.PropertyType == typeof(CareWorker) || it.ParameterType.GetProperty("By")?.PropertyType == typeof(Actor))
                .ShouldBeTrue(name);
        }
    }

    [Theory]
    [InlineData("coordinator.zhuoda", true)]
    [InlineData("head.zhuoda", true)]
    [InlineData("admin", true)]
    [InlineData("coordinator.fucheng", false)]
    public async Task Request_OfAStation_IsSeenByItsStaffOnly(string account, bool may)
    {
        using var resident = await product.VisitAsync();
        using var staff = await product.VisitAsync(account);
        var id = (string)(await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created)["id"]!;
        foreach (var path in new[] { "", "/timeline", "/candidates" })
        {
            var answer = await staff.GetAsync($"/api/requests/{id}{path}");
            if (may)
            {
                answer.Ok();
            }
            else
            {
                answer.ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
            }
        }

        if (!may)
        {
            (await staff.PostAsync($"/api/requests/{id}/cancel", new { reason = "x" })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
            (await staff.PostAsync($"/api/requests/{id}/raise", new { to = "Serious", reason = "x" }))
                .ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        }
    }

    [Theory]
    [InlineData("volunteer2.zhuoda")]
    [InlineData("counsellor2.fucheng")]
    public async Task Request_OfOthers_IsUnknownToAResponder(string account)
    {
        using var resident = await product.VisitAsync();
        using var responder = await product.VisitAsync(account);
        var id = (string)(await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created)["id"]!;

        (await responder.GetAsync($"/api/requests/{id}")).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        (await responder.PostAsync($"/api/requests/{id}/raise", new { to = "HighRisk", reason = "x" }))
            .ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        (await responder.PostAsync($"/api/requests/{id}/progress", new { step = "onSite" })).ShouldBeRefused(HttpStatusCode.NotFound, "assignment.unknown");
        (await responder.PostAsync($"/api/requests/{id}/handback", new { reason = "x" })).ShouldBeRefused(HttpStatusCode.NotFound, "assignment.unknown");
    }

    [Theory]
    [InlineData("coordinator.zhuoda", "fucheng", HttpStatusCode.Forbidden, "access.station")]
    [InlineData("admin", "nowhere", HttpStatusCode.NotFound, "station.unknown")]
    public async Task Board_OfAnotherStation_IsRefused(string account, string station, HttpStatusCode status, string code)
    {
        using var staff = await product.VisitAsync(account);

        (await staff.GetAsync($"/api/boards/{station}")).ShouldBeRefused(status, code);
    }
}

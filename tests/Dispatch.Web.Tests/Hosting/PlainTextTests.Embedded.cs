using System.Net;
using System.Text;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>What somebody reads who has the files of the store and no keys.</summary>
public class PlainTextTests
{
    private const string Description = "陪同奶奶去三亚中心医院复诊";
    private const string Address = "丹州小区 7 栋 1203";
    private const string Alias = "荔枝奶奶";
    private const string Contact = "13976001234";
    private const string Note = "电梯坏了走楼梯";
    private const string Reason = "家属来电询问，需要核对情况";
    private const string SealedWords = "最近总是睡不着也不想吃饭";

    [Fact]
    public async Task Store_AfterADaysWork_HoldsNoNameAddressPhoneOrNoteInPlainText()
    {
        await using var product = new Product();
        using var resident = await product.VisitAsync();
        using var volunteer = await product.VisitAsync("volunteer1.zhuoda");
        using var head = await product.VisitAsync("head.zhuoda");
        var need = Needs.With("description", Description);
        (need["address"], need["alias"], need["contact"]) = (Address, Alias, Contact);
        var offered = await Offers.ReceiveAsync(volunteer, resident, need);
        (await volunteer.PostAsync($"/api/offers/{offered.Id}/answer", new { answer = "accept" })).Ok();
        (await volunteer.PostAsync($"/api/requests/{offered.RequestId}/handback", new { reason = Note })).Status.ShouldBe(HttpStatusCode.NoContent);
        var asked = (await resident.PostAsync("/api/requests", new
        {
            service = "counselling", description = SealedWords, stationId = "zhuoda", remote = true, startsAt = DateTimeOffset.UtcNow.AddDays(3),
        })).Ok(HttpStatusCode.Created);
        (await head.PostAsync($"/api/requests/{(string)asked["id"]!}/sealed", new { reason = Reason })).Ok();

        var files = Files(product.Data);
        string[] names = [.. People(product)];

        names.Length.ShouldBeGreaterThan(20);
        Found(files, offered.RequestId).ShouldBeTrue("The scan finds what is there.");
        foreach (var words in names.Concat([Description, Address, Alias, Contact, Note, Reason, SealedWords, Product.Password]))
        {
            Found(files, words).ShouldBeFalse($"The store holds '{words}'.");
        }
    }

    /// <summary>Display names of the demonstration's people, in both languages.</summary>
    private static IEnumerable<string> People(Product product)
    {
        using var people = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "demo", "people.json")));
        var names = new List<string>();
        foreach (var list in (string[])["staff", "responders"])
        {
            foreach (var person in people.RootElement.GetProperty(list).EnumerateArray())
            {
                names.AddRange(person.GetProperty("name").EnumerateObject().Select(name => name.Value.GetString()!));
            }
        }

        return names.Distinct();
    }

    private static List<byte[]> Files(string data) =>
        [.. Directory.GetFiles(data, "*.db*").Select(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        })];

    private static bool Found(List<byte[]> files, string words) => files.Any(file => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0);
}

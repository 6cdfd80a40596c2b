package fr.preau.tests.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Channel;
import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who must not learn what of whom. */
@ExtendWith(SharedHub.class)
class PrivacyTest {
    private final HubUnderTest hub;
    private final World world;

    PrivacyTest(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
    }

    @Test
    void nothing_that_anybody_can_read_holds_a_telephone_or_an_address_of_another() {
        for (Account account : world.withApp()) {
            for (Answer answer : everythingReadable(hub.as(account))) {
                assertFalse(
                        answer.text().contains("+3370000") || answer.text().contains("@example.org"),
                        account + " got " + answer);
            }
        }
    }

    @Test
    void separated_parents_are_no_contacts_of_each_other() {
        assertTrue(hub.as(world.annePetit).contacts(null).is(200).json().findValues("account").stream()
                .noneMatch(id -> id.asText().equals(world.marcLeroy.id().toString())));
        hub.as(world.annePetit).direct(world.marcLeroy.id()).is(404).refused("not_found");
    }

    @Test
    void me_tells_only_of_oneself_and_the_own_children() {
        Set<String> children = hub
                .as(world.claireMoreau)
                .api()
                .get("/api/v1/me")
                .is(200)
                .json()
                .path("children")
                .findValuesAsText("name")
                .stream()
                .collect(Collectors.toSet());

        assertEquals(Set.of("Lina Moreau", "Hugo Moreau"), children);
    }

    @Test
    void one_person_with_two_profiles_keeps_them_apart() {
        Set<String> asMother = kinds(world.julieGarnier);
        Set<String> atWork = kinds(world.julieAtSand);

        assertFalse(asMother.contains("staff_room"), asMother.toString());
        assertFalse(atWork.contains("liaison"), atWork.toString());
        assertTrue(atWork.contains("staff_room"), atWork.toString());
    }

    @Test
    void the_staff_room_is_for_the_team_alone() {
        UUID staffRoom = hub.channel("staff_room", place -> world.verne.id().equals(place.school()));
        hub.as(world.headVerne)
                .write(staffRoom, "Conseil des maîtres : escargotière")
                .is(201);

        for (Account account : world.withApp()) {
            boolean team = List.of(world.headVerne, world.teacherVerneCp, world.teacherVerneCe1, world.staffVerne)
                    .contains(account);
            int hits = hub.as(account)
                    .search("escargotière")
                    .is(200)
                    .json()
                    .path("items")
                    .size();
            assertEquals(team ? 1 : 0, hits, account.toString());
        }
    }

    @Test
    void an_id_that_is_wrong_and_an_id_of_another_school_get_the_same_answer() {
        Member outsider = hub.as(world.evaBlanc);
        UUID foreign = hub.channel("staff_room", place -> world.verne.id().equals(place.school()));

        Answer theirs = outsider.channel(foreign).is(404);
        Answer nobodys = outsider.channel(UUID.randomUUID()).is(404);

        assertEquals(withoutRequest(nobodys), withoutRequest(theirs));
    }

    private static String withoutRequest(Answer answer) {
        return answer.text().replaceAll("\"request\":\"[^\"]*\"", "");
    }

    private List<Answer> everythingReadable(Member member) {
        List<Answer> answers = new ArrayList<>();
        answers.add(member.api().get("/api/v1/me").is(200));
        answers.add(member.api().get("/api/v1/sessions").is(200));
        answers.add(member.api().get("/api/v1/channels?limit=100").is(200));
        answers.add(member.contacts(null).is(200));
        for (Channel channel : member.channels()) {
            answers.add(member.channel(channel.id()).is(200));
            answers.add(member.posts(channel.id(), null, 100).is(200));
            if (channel.may().contains("target")) {
                answers.add(member.audiences(channel.id()).is(200));
            }
        }
        return answers;
    }

    private Set<String> kinds(Account account) {
        return hub.as(account).channels().stream().map(Channel::kind).collect(Collectors.toSet());
    }
}
